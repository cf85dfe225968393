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
from gigawatch.report.block import KeyFigures, Ref, RefKind, Section
from gigawatch.site.frame import TAGS, frame_words
from gigawatch.site.naming import name_all
from gigawatch.site.navigation import LEAVES, LISTED
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.path import (
    KEPT_BY_DAY,
    Go,
    PageLinks,
    keep_day,
    link,
)
from gigawatch.site.plan import document_path, thing_path
from gigawatch.site.section import write_part
from gigawatch.site.snippet import bare_addresses, quote
from gigawatch.site.word import NAMES, speak
from gigawatch.site.writer import Writer

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "template"
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
        **site.keep(("names", lang), partial(name_all, site, voice)),
        **_links(site, voice, go),
    }
    return Frame(links, go, known)


def _go_in_day(go: Go, day: date, target: str) -> str:
    """A link that keeps the day."""
    return go(keep_day(target, day))


def _once(site: Site, alike: Hashable, name: str, caller: Callable[[], str]) -> str:
    """A part of the frame that looks the same on all pages of some likeness, drawn for the first of them."""
    return site.keep((name, alike), caller)


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
