"""The script that every page of a language has: its words, and what is added to a plain page."""

from __future__ import annotations

import json
from pathlib import Path

from gigawatch.site.render import GROUPS, file_of
from gigawatch.site.word import speak

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
    "day": "then.day",
    "show": "changes.show",
}


def tell_script(lang: str) -> str:
    """The script of a language: one file, so that a page asks for one."""
    say = speak(lang)
    words = {name: say(key) for name, key in WORDS.items()}
    pages = {group: [(name, file_of(name), say(f"nav.{name}")) for name in names] for group, names in GROUPS.items()}
    told = json.dumps({**words, "pages": pages}, ensure_ascii=False)
    parts = [(ASSETS / name).read_text(encoding="utf-8") for name in PARTS]
    return "\n".join(
        ['"use strict";', f"const siteWords = {told};", "const siteScript = document.currentScript.src;", *parts]
    )
