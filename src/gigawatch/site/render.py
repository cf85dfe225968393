"""Pages to HTML: one set of templates for the written site and for whatever serves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from html import escape
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from gigawatch.index.show.compact import compact
from gigawatch.index.show.template import open_templates
from gigawatch.model import Fact
from gigawatch.quantity.telling import tell_period
from gigawatch.report.address import is_web_address
from gigawatch.report.block import KeyFigures, Ref, RefKind, Section
from gigawatch.report.cell import cell_subject
from gigawatch.report.pen import Pen, fact_quantity
from gigawatch.report.printed import print_quantity
from gigawatch.report.title import title_table
from gigawatch.report.tongue import mark_tongues
from gigawatch.report.wording import part_name, perimeter, rank_range, score_text, tell_state, title_of, unit_name
from gigawatch.site.fact import near_parts, statement_value
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.path import (
    KEPT_BY_DAY,
    Go,
    PageLinks,
    explorer_path,
    indicator_path,
    keep_day,
    link,
    name_file,
    rank_path,
)
from gigawatch.site.plan import document_path, thing_path
from gigawatch.site.ranking import format_goalpost, format_reading
from gigawatch.site.section import write_part
from gigawatch.site.snippet import bare_addresses, make_snippets, quote, tell_less, tell_verdict
from gigawatch.site.word import NAMES, name_unit_of, say_if_known, speak, tell_retelling
from gigawatch.site.writer import Writer
from gigawatch.vocab import label, terms

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "template"
TAGS = {"en": "en", "zh": "zh-Hans"}
FRONT = "front"
GROUPS = {
    "ledger": ("projects", "map", "facts", "changes", "things", "contradictions", "sources"),
    "industry": ("development-index", "chain", "shift", "technology"),
    "outlook": ("outlook", "pledges", "conferences", "carbon"),
    "data": ("report", "method", "vocabulary", "computations", "download", "cite"),
}
MORE = ("vocabulary", "computations", "cite")
FILES = {"front": "index.html"}
LISTED = frozenset(FILES.get(name, f"{name}.html") for names in ((FRONT,), *GROUPS.values()) for name in names)
"""The pages that the navigation lists."""
LEAVES = frozenset(("thing", "document", "cell"))
"""Folders of the many pages, whose frame is short: a script fills it in, without one it leads to the front page."""
SAID = re.compile(r"""\{\{ say\((["'])([\w.-]+)\1\) \}\}""")


@cache
def templates(lang: str) -> Environment:
    """The templates with the words of a language; everything that they print is escaped, and a name that they do not
    know is an error.
    """
    from markupsafe import Markup

    opened = open_templates(TEMPLATES, lambda source: bare_addresses(compact(fill_words(source, lang))))
    opened.globals["quote"] = lambda value: Markup(quote(str(value)))
    return opened


def fill_words(source: str, lang: str) -> str:
    """A template with the words of a language in place of the keys that it says.

    >>> fill_words('<b>{{ say("rule") }}</b>', "en")
    '<b>Rule</b>'
    """
    say = speak(lang)
    return SAID.sub(lambda said: escape(say(said[2])), source)


class Frame(NamedTuple):
    """What templates know by where their page stands: its links, the same within the site's day, and all that is told
    by them.
    """

    links: PageLinks
    go: Go
    known: Mapping[str, object]


def render_page(site: Site, lang: str, page: Page) -> str:
    """The HTML of a page in a language.

    The many pages of a folder share one frame, whose links turn from page to page, where none is asked for by several
    at once.
    """
    here, is_shared = f"{lang}/{page.path}", _is_leaf(page) and not site.is_served
    make = partial(_make_frame, site, lang, here)
    frame = site.keep(("frame", dirname(here)), make) if is_shared else make()
    frame.links.turn_to(keep_day(here, site.as_of))
    return templates(lang).get_template(page.template).render({**_fill(site, lang, page, frame), **page.values})


def stream_page(site: Site, lang: str, page: Page) -> Iterator[str]:
    """The HTML of a page piece by piece, for one that is too long to be held as a whole."""
    return templates(lang).get_template(page.template).generate({**page_frame(site, lang, page), **page.values})


def page_frame(site: Site, lang: str, page: Page) -> Mapping[str, object]:
    """What every template knows: the words, the links, the names, and where the page stands."""
    return _fill(site, lang, page, _make_frame(site, lang, f"{lang}/{page.path}"))


def _is_leaf(page: Page) -> bool:
    return page.path.partition("/")[0] in LEAVES


def _fill(site: Site, lang: str, page: Page, frame: Frame) -> Mapping[str, object]:
    here = f"{lang}/{page.path}"
    others = [other for other in site.languages if other != lang]
    return {
        **frame.known,
        "once": partial(_once, site, (lang, dirname(here), page.section, page.path if page.path in LISTED else "")),
        "title": page.title,
        "here": page,
        "others": [(NAMES[other], TAGS[other], frame.go(f"{other}/{page.path}") + page.query) for other in others],
        "is_leaf": _is_leaf(page),
        "is_kept_by_day": KEPT_BY_DAY.fullmatch(here) is not None,
        "this": link(f"{lang}/{page.today or page.path}", here),
    }


def _make_frame(site: Site, lang: str, here: str) -> Frame:
    links = PageLinks(keep_day(here, site.as_of))
    go: Go = links if site.as_of is None else partial(_go_in_day, links, site.as_of)
    voice = site.voices[lang]
    known = {
        **frame_words(lang, go),
        "site_title": site.publication.title(lang),
        "publication": site.publication,
        "as_of": site.as_of.isoformat() if site.as_of else "",
        "is_served": site.is_served,
        **site.keep(("names", lang), partial(_names, site, voice)),
        **_links(site, voice, go),
    }
    return Frame(links, go, known)


def _go_in_day(go: Go, day: date, target: str) -> str:
    """A link that keeps the day."""
    return go(keep_day(target, day))


def _once(site: Site, alike: Hashable, name: str, caller: Callable[[], str]) -> str:
    """A part of the frame that looks the same on all pages of some likeness, drawn for the first of them."""
    return site.keep((name, alike), caller)


def frame_words(lang: str, go: Go) -> Mapping[str, object]:
    """What the frame of every page knows, whatever stands in it; `go` gives the link to a path from the site's root."""
    return {
        "lang": lang,
        "tag": TAGS[lang],
        "say": speak(lang),
        "say_or": lambda key, other: say_if_known(key, lang) or other,
        "comma": ", " if lang == "en" else "，",
        "colon": ": " if lang == "en" else "：",
        "listing": ", " if lang == "en" else "、",
        "once": lambda _, caller: caller(),
        "root": go,
        "to": lambda path: go(f"{lang}/{path}"),
        "front": (FRONT, file_of(FRONT)),
        "groups": [(group, [(name, file_of(name)) for name in names]) for group, names in GROUPS.items()],
        "more": [(name, file_of(name)) for name in MORE],
        **_snippets(lang),
        "period": lambda iso: tell_period(str(iso) if iso else None, lang),
        "outer": is_web_address,
        "retold_from": lambda publisher: tell_retelling(publisher, lang),
        "near_parts": near_parts,
        "tally": lambda value: f"{value:,}",
        "anchor": name_file,
        "as_of": "",
        "is_kept_by_day": False,
        "is_leaf": False,
        "is_served": False,
    }


_snippets = cache(make_snippets)


def file_of(name: str) -> str:
    """The file of a page of the navigation."""
    return FILES.get(name, f"{name}.html")


def _names(site: Site, voice: Voice) -> Mapping[str, object]:
    from markupsafe import Markup

    pen, lang = voice.pen, voice.lang
    return {
        "name": lambda entity: site.ledger.label(entity, lang),
        "entities": site.ledger.entities,
        "table_name": lambda table: title_table(table, lang),
        "subject_name": lambda cell: cell_subject(cell, lang),
        "term": lambda code: terms()[code].label(lang),
        "label": lambda kind, code: _label(pen, kind, code) if code else "",
        "value_of": lambda fact: print_quantity(fact_quantity(fact), lang),
        "statement_value": lambda ref: statement_value(pen, ref),
        "verdict": lambda fact: tell_verdict(
            fact, site.ledger.superseded.get(fact.id), tell_less(site.ledger.lessened.get(fact.id), lang), lang
        ),
        "scope": lambda fact: Markup(mark_tongues(perimeter(pen, fact), lang)),
        "tongued": lambda text: Markup(mark_tongues(text, lang)),
        "title_of": lambda ref: title_of(pen, voice.library, ref),
        "unit_name": lambda unit: unit_name(pen, {"unit": unit}),
        "part_name": lambda definition, code: part_name(pen, {"code": code, "index_id": definition.id}),
        "state_of": lambda definition, text: tell_state(pen, definition.id, str(text or "")),
        "rank_page": lambda definition: rank_path(definition.id),
        "explorer_page": lambda definition: explorer_path(definition.id),
        "indicator_page": lambda definition, code: indicator_path(definition.id, code),
        "score_text": score_text,
        "rank_range": rank_range,
        "goalpost": lambda row, end: format_goalpost(row, end, lang),
        "reading_text": lambda row, value: format_reading(value, str(row["unit"] or ""), lang),
        "treatment": lambda row: say_if_known(f"treatment.{row.get('treatment')}", lang) or row.get("treatment") or "–",
        "unit_word": lambda unit: name_unit_of(str(unit or ""), lang),
        "licence_text": lambda text: _licence_text(str(text or ""), lang),
        "in_lang": lambda thing, key: _field(thing, f"{key}_{lang}"),
    }  # fmt: skip


def _licence_text(text: str, lang: str) -> str:
    """Licences in words, those with a name of their own as it is."""
    told = (say_if_known(f"licence.{one}", lang) or one for one in text.split("; "))
    return {"en": "; ", "zh": "；"}[lang].join(told)


def _label(pen: Pen, kind: str, code: str) -> str:
    return pen.measure(code) if kind == "measure" else label(kind, code, pen.lang)


def _field(thing: object, name: str) -> object:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)


def _links(site: Site, voice: Voice, go: Go) -> Mapping[str, object]:
    from markupsafe import Markup

    lang = voice.lang
    writer = site.keep(("writer", lang), partial(Writer, site, voice))

    def to_ref(ref: Ref) -> str:
        return go(site.plan.address(ref, lang))

    def write(part: Section | KeyFigures, level: int = 2, *, is_reports: bool = True) -> str:
        html = write_part(site, voice, part, go, level, is_reports=is_reports)
        return Markup(html)  # the report's blocks come out escaped

    return {
        "to_ref": to_ref,
        "to_fact": lambda fact: to_ref(Ref(RefKind.FACT, fact.id if isinstance(fact, Fact) else fact)),
        "to_claim": lambda claim: to_ref(Ref(RefKind.CLAIM, claim)),
        "statement": voice.library.statement,
        "to_thing": lambda entity: go(f"{lang}/{thing_path(entity)}"),
        "to_document": lambda document: go(f"{lang}/{document_path(document)}"),
        "write": write,
        **writer.pieces(go),
    }
