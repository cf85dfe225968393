"""The script that every page of a language has: its words, and what is added to a plain page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.quantity.telling import tell_period
from gigawatch.site.navigation import FRONT, GROUPS, MORE, file_of
from gigawatch.site.word import Speak, speak

if TYPE_CHECKING:
    from gigawatch.report.publication import Publication

ASSETS = Path(__file__).parent / "asset"
PARTS = ("site.js", "search.js", "live.js")
FILE = "site.js"
WORDS = {
    "filter": "filter",
    "shown": "shown",
    "permalink": "permalink",
    "none": "search.none",
    "all": "search.all",
    "count": "search.count",
    "things": "search.things",
    "facts": "search.facts",
    "passages": "search.passages",
    "words": "search.words",
    "names": "search.names",
    "newer": "live.newer",
    "reload": "live.reload",
    "later": "live.later",
    "here": "group.here",
    "search": "search",
    "navigation": "navigation",
    "more": "more",
    "footer": "footer",
    "day": "then.day",
    "show": "changes.show",
}


def tell_script(lang: str, publication: Publication) -> str:
    """The script of a language: one file, so that a page asks for one. It tells of which edition the pages are."""
    say = speak(lang)
    groups = [(say(f"group.{group}"), _entries(say, names)) for group, names in GROUPS.items()]
    edition, dated = publication.edition or "", publication.dated or ""
    told = {
        **{name: say(key) for name, key in WORDS.items()},
        "front": _entries(say, (FRONT,))[0],
        "groups": groups,
        "pages": _entries(say, MORE),
        "edition": [say("edition"), edition] if edition else None,
        "dated": [say("dated"), dated, tell_period(dated, lang)] if dated else None,
    }
    parts = [(ASSETS / name).read_text(encoding="utf-8") for name in PARTS]
    words = f"const siteWords = {json.dumps(told, ensure_ascii=False)};"
    return "\n".join(['"use strict";', words, "const siteScript = document.currentScript.src;", *parts])


def _entries(say: Speak, names: Iterable[str]) -> list[tuple[str, str, str]]:
    """Pages of the navigation: each with its name, its file and its words."""
    return [(name, file_of(name), say(f"nav.{name}")) for name in names]
