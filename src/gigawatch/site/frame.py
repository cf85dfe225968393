"""What the frame of every page knows, whatever stands in it: words, links, the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from gigawatch.quantity.telling import tell_period
from gigawatch.report.address import is_web_address
from gigawatch.site.fact import near_parts
from gigawatch.site.navigation import FRONT, GROUPS, MORE, file_of
from gigawatch.site.path import Go, name_file
from gigawatch.site.snippet import make_snippets
from gigawatch.site.word import say_if_known, speak, tell_retelling

TAGS = {"en": "en", "zh": "zh-Hans"}


def frame_words(lang: str, go: Go) -> Mapping[str, object]:
    """What the frame of every page knows, whatever stands in it; `go` gives the link to a path from the site's root."""
    return {
        "lang": lang,
        "tag": TAGS[lang],
        "say": speak(lang),
        "say_or": lambda key, other: say_if_known(key, lang) or other,
        "comma": ", " if lang == "en" else "，",
        "colon": ": " if lang == "en" else "：",
        "listing": part_names((), lang),
        "between": lambda names: part_names(names, lang),
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


def part_names(names: Iterable[str], lang: str) -> str:
    """What stands between the names of a list; in English a semicolon where a name holds a comma, as a plant's does."""
    if lang != "en":
        return "、"
    return "; " if any("," in name for name in names) else ", "


_snippets = cache(make_snippets)
