"""The script that every page of a language has: its words, and what is added to a plain page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from gigawatch.site.render import GROUPS, MORE, file_of
from gigawatch.site.word import Speak, speak

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
    "more": "more",
    "footer": "footer",
    "day": "then.day",
    "show": "changes.show",
}


def tell_script(lang: str) -> str:
    """The script of a language: one file, so that a page asks for one."""
    say = speak(lang)
    words = {name: say(key) for name, key in WORDS.items()}
    groups = [(say(f"group.{group}"), _entries(say, names)) for group, names in GROUPS.items()]
    told = json.dumps({**words, "groups": groups, "pages": _entries(say, MORE)}, ensure_ascii=False)
    parts = [(ASSETS / name).read_text(encoding="utf-8") for name in PARTS]
    return "\n".join(
        ['"use strict";', f"const siteWords = {told};", "const siteScript = document.currentScript.src;", *parts]
    )


def _entries(say: Speak, names: Iterable[str]) -> list[tuple[str, str, str]]:
    """Pages of the navigation: each with its name, its file and its words."""
    return [(name, file_of(name), say(f"nav.{name}")) for name in names]
