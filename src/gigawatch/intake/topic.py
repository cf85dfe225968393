"""Is a text about the battery industry? Told by its words, in one pass, before anything is read from it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files

from gigawatch.vocab.folding import fold
from gigawatch.vocab.link import links
from gigawatch.vocab.organisation import names_of, organisations
from gigawatch.vocab.scanner import Scanner

EDGES = re.compile(r"<(/?)(script|style|nav|footer|aside|select|menu|svg)\b", re.IGNORECASE)  # of what is no main text
TAGS = re.compile("<[^<>]*>")
GAPS = re.compile(r"(?<=[\u2e80-\u9fff])\s+(?=[\u2e80-\u9fff])")  # Chinese words go on behind a tag or line end
DIGITS = re.compile("[0-9]")  # a unit begins a word of its own behind them: 30GWh
NEARLY = 1e-9
SHORTEST = 3  # characters of a Latin name of a firm that counts; shorter ones are too often other words


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of evidence: what a mention of one of its words counts, and what all of them count at the most."""

    name: str
    weight: float
    most: float


@dataclass(frozen=True, slots=True)
class Topic:
    """The words that tell the industry, ready to look for.

    `scanner` finds their numbers, by which `kinds` tells their groups; without one of the strings of `gate` nothing
    passes.
    """

    passes: float
    gate: re.Pattern[bytes]
    groups: tuple[Group, ...]
    words: tuple[str, ...]
    kinds: tuple[int | None, ...]
    scanner: Scanner

    @property
    def mark(self) -> str:
        """What the words and weights are known by: another one where any of them is another."""
        told = repr((self.passes, self.gate.pattern, self.groups, self.words, self.kinds))
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def may_pass(self, markup: str) -> bool:
        """False for what cannot pass, because it holds none of the strings without which nothing does."""
        return self.gate.search(markup.encode("utf-8", "replace").lower()) is not None

    def may_pass_page(self, markup: str) -> bool:
        """False for a page that cannot pass, told before its main text is looked for.

        The text between all tags holds at least what the main text does; what speaks against is left out.
        """
        plain = unescape(markup) if "&#" in markup else markup
        if not self.may_pass(plain):
            return False
        bare = TAGS.sub(" ", "".join(_leave_out(plain)))
        return self.score(GAPS.sub("", bare), only_for=True) >= self.passes - NEARLY

    def score(self, text: str, *, only_for: bool = False) -> float:
        """How much speaks for the industry; with `only_for` what speaks against is left out."""
        if not self.may_pass(text):
            return 0.0
        sums = [0.0] * len(self.groups)
        for _, _, number in self.scanner.scan(text, folded=DIGITS.sub(" ", fold(text))):
            kind = self.kinds[number]
            if kind is not None:
                sums[kind] += self.groups[kind].weight
        bounded = (
            min(total, group.most) if group.weight > 0 else max(total, group.most)
            for total, group in zip(sums, self.groups, strict=True)
        )
        return sum(total for total in bounded if total > 0 or not only_for)

    def is_met(self, text: str) -> bool:
        """True for a text about the industry."""
        return self.score(text) >= self.passes - NEARLY


def _leave_out(markup: str) -> Iterator[str]:
    """A page without its scripts, menus and footers; one that does not end stays."""
    at, open_at, open_name = 0, -1, ""
    for edge in EDGES.finditer(markup):
        name = edge[2].lower()
        if not open_name and not edge[1]:
            open_at, open_name = edge.start(), name
        elif open_name == name and edge[1]:
            yield markup[at:open_at]
            at, open_name = edge.end(), ""
    yield markup[at:]


@cache
def topic() -> Topic:
    """The battery industry as `data/topic.toml` and the vocabulary tell it."""
    data = tomllib.loads((files(__package__) / "data" / "topic.toml").read_text("utf-8"))
    names: dict[str, int | None] = {}
    groups = tuple(Group(entry["name"], entry["weight"], entry["most"]) for entry in data["group"])
    for words in (_words, _own):  # a word that the list itself names is of the group that names it
        for kind, entry in enumerate(data["group"]):
            names |= dict.fromkeys(map(fold, words(entry)), kind)
    names |= dict.fromkeys(map(fold, (*data["hidden_en"], *data["hidden_zh"])))
    gate = re.compile(b"|".join(re.escape(stem.encode()) for stem in data["stems"]))  # bytes are the fastest to look in
    return Topic(data["passes"], gate, groups, tuple(names), tuple(names.values()), Scanner.of_folded(names))


def _own(entry: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words that the list itself gives a group."""
    return map(fold, (*entry.get("en", ()), *entry.get("zh", ())))


def _words(entry: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words that the vocabulary gives a group: those for links of the chain, and the names of firms."""
    known = links()
    for code in entry.get("links", ()):
        terms = (*known[code].terms_en, *known[code].terms_zh)
        yield from (term for term in terms if _is_wanted(term, entry.get("only", ())))
    kinds = set(entry.get("firms", ()))
    for firm in organisations() if kinds else ():
        unsure = set(map(fold, firm.ambiguous))
        if firm.kind.value in kinds:
            yield from (name for name in names_of(firm) if fold(name) not in unsure and _is_long(name))


def _is_wanted(term: str, only: Sequence[str]) -> bool:
    return not only or any(part in fold(term) for part in only)


def _is_long(name: str) -> bool:
    return len(name) > SHORTEST or not name.isascii()
