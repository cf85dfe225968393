"""What a page can search without a server: names of things and documents, pages, indicators and words, as a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gigawatch.report.wording import part_name, unit_name
from gigawatch.site.page import Site
from gigawatch.site.path import indicator_path, rank_path
from gigawatch.site.plan import document_path
from gigawatch.site.ranking import score_path
from gigawatch.site.search.word import words_of
from gigawatch.site.search.write import list_things
from gigawatch.site.standing import find_definitions
from gigawatch.site.word import words
from gigawatch.vocab import label, links, measures, statuses, terms
from gigawatch.vocab.folding import list_traditional

NAMES, WORDS = "search-names.js", "search-words.js"
PLAIN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
SURE = re.compile(r"[A-Za-z0-9 \u3400-\u9fff]+")  # names that script and build take apart alike
GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
Entry = tuple[str, str, str, str]
"""Name, what it is, page below the language's folder, and the words that it is found by."""


def write_names(site: Site, lang: str, folder: Path) -> None:
    """Write both lists of a language: what the ledger names, and what the site itself is made of.

    The first is needed only where no server answers; each is a script that hands its list to the page's own, since a
    page opened from disk can read no other file. Beside it stand the traditional characters of those that are in it, in
    pairs, since what is asked may be written with them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / NAMES, "names", (*_things(site, lang), *_documents(site, lang)))
    own = (*_pages(lang), *_indicators(site, lang), *_units(site, lang), *_pledges(site, lang), *_words(lang))
    _write(folder / WORDS, "words", own)


def _write(path: Path, name: str, entries: Iterable[Entry]) -> None:
    rows = list(entries)
    signs = "".join(map("".join, list_traditional("".join(row[3] for row in rows)).items()))
    short = [(*row[:3], write_short(row[0], row[3])) for row in rows]
    told = json.dumps([name, short, signs], ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"siteSearch.take(...{told});\n", encoding="utf-8")


def write_short(name: str, told: str) -> str:
    """The words that an entry is found by without what its script can make of them: of the name itself, `=`; of pinyin
    by syllables, after `~`, that in one word and by first letters.

    >>> write_short("宁德时代 CATL", "宁德时代 catl\\nningdeshidai\\nning de shi dai\\nndsd").split("\\n")
    ['=', '~ning de shi dai']
    """
    plain = " ".join(PLAIN.findall(name.lower())) if SURE.fullmatch(name) else None
    return "\n".join("=" if line == plain else line for line in _leave_made(tuple(dict.fromkeys(told.split("\n")))))


def _leave_made(lines: Sequence[str]) -> list[str]:
    """Lines without the pinyin that follows from that by syllables, which is marked."""
    made: set[str] = set()
    marked = set()
    for line in lines:
        syllables = line.split(" ")
        other = ("".join(syllables), "".join(one[:1] for one in syllables))
        if len({line, *other}) > len(other) and all(one in lines for one in other):
            made.update(other)
            marked.add(line)
    return [f"~{line}" if line in marked else line for line in lines if line not in made]


def _spell(*names: str) -> str:
    """The words of names in both scripts and pinyin, Chinese characters side by side."""
    return "\n".join(dict.fromkeys(_close(line) for line in words_of(names).split("\n")))


def _close(line: str) -> str:
    return GAP.sub("", line)


def _things(site: Site, lang: str) -> Iterator[Entry]:
    for row in list_things(site.ledger):
        told, name, page = row[0], row[3 if lang == "en" else 4], row[7]
        yield name, "", page, "\n".join(map(_close, told.split("\n")))


def _documents(site: Site, lang: str) -> Iterator[Entry]:
    for document in site.ledger.material.documents.values():
        title = document.title or document.path
        yield title, words()["document"][lang], document_path(document.id), _spell(title, document.publisher or "")


def _pages(lang: str) -> Iterator[Entry]:
    for key, told in words().items():
        name = key.removeprefix("nav.")
        if name != key:
            page = "index.html" if name == "front" else f"{name}.html"
            yield told[lang], words()["search.page"][lang], page, _spell(*told.values())


def _indicators(site: Site, lang: str) -> Iterator[Entry]:
    for definition in find_definitions(site.publication):
        for row in definition.indicators:
            names = [str(row.get(f"name_{one}") or "") for one in ("en", "zh")]
            own = str(row.get(f"name_{lang}") or row["code"])
            code = str(row["code"])
            page = rank_path(definition.id) if code == definition.root else indicator_path(definition.id, code)
            yield own, words()["indicator"][lang], page, _spell(*names, code)


def _units(site: Site, lang: str) -> Iterator[Entry]:
    """The countries, provinces and enterprises of each index."""
    for definition in find_definitions(site.publication):
        index = part_name(site.voices[lang].pen, {"index_id": definition.id, "code": definition.root})
        for unit in dict.fromkeys(score.unit for score in definition.scores):
            names = {one: unit_name(voice.pen, {"unit": unit}) for one, voice in site.voices.items()}
            yield names[lang], index, score_path(definition.id, unit), _spell(unit, *names.values())


def _pledges(site: Site, lang: str) -> Iterator[Entry]:
    told = words()["claim.pledge"][lang]
    for pledge in {one.id: one for group in site.signed.values() for one in group}.values():
        name = f"{pledge.theme(lang)} · {pledge.declaration.label(lang)}"
        names = [f"{pledge.theme(one)} {pledge.declaration.label(one)}" for one in ("en", "zh")]
        yield name, told, pledge.path, _spell(*names)


def _words(lang: str) -> Iterator[Entry]:
    told = words()["search.word"][lang]
    for kind, codes in (("measure", measures()), ("status", statuses()), ("link", links())):
        for code in codes:
            names = [label(kind, code, one) for one in ("en", "zh")]
            yield label(kind, code, lang), told, f"vocabulary.html#{kind}-{code}", _spell(*names, code)
    for term in terms().values():
        names = [term.label(one) for one in ("en", "zh")]
        yield term.label(lang), told, f"vocabulary.html#term-{term.code}", _spell(*names)
