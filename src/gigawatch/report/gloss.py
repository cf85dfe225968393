"""What superlatives of sources in the other language claim, told in the report's own from the words that were read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.model import NarrativeClaim
from gigawatch.report.sentence import fill
from gigawatch.vocab import find_first_links, label

BATTERY = "cell"  # the link that words on batteries at large name too, which says no more than the report's title
GLOSSES = Path(__file__).parent / "data" / "gloss.toml"


@dataclass(frozen=True, slots=True)
class Quality:
    """What is claimed, by language; `is_scoped`: the word says by itself how far the claim reaches."""

    names: Mapping[str, str]
    is_scoped: bool


@cache
def qualities() -> Mapping[str, Quality]:
    """The qualities by every wording that the reader finds."""
    entries = tomllib.loads(GLOSSES.read_text(encoding="utf-8"))["quality"]
    return {
        word: Quality({lang: entry[lang] for lang in ("en", "zh")}, bool(entry.get("is_scoped")))
        for entry in entries
        for word in entry["words"]
    }


@cache
def scopes() -> Mapping[str, Mapping[str, str]]:
    """How far superlatives reach, by the code of the claim."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(GLOSSES.read_text(encoding="utf-8"))["scope"]
    return found


def gloss_superlative(claim: NarrativeClaim, lang: str) -> str:
    """What a superlative claims: its quality, how far it reaches and the chain link that it is of, in a language; empty
    where the quality is none that is listed.

    `全国最大的锂电铜箔单一生产基地` is "largest in China (copper foil)".
    """
    quality = qualities().get(str(claim.data.get("quality") or "").lower())
    if quality is None:
        return ""
    scope = {} if quality.is_scoped else scopes().get(str(claim.data.get("scope") or ""), {})
    links = find_first_links(str(claim.data.get("superlative") or claim.surface), claim.lang, beside=BATTERY)
    of = label("link", links[0], lang) if len(links) == 1 else ""
    slots = {"quality": quality.names[lang], "scope": scope.get(lang, ""), "of": of}
    return "".join(run.text for run in fill("conference.gloss", lang, slots))
