"""Capitals that stand for their governments: `Tokyo has cleared twelve projects` is told of Japan."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.claims.alternation import either
from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.mention import COUNTRY, Mention

_HEAD = re.compile(r"(?:^|[.;:,]\s|\b(?:while|and|but|that)\s)$")


@cache
def _governing() -> re.Pattern[str]:
    verbs = either(word.replace(" ", r"\s") for word in read_cues("capital_cue")["verb"]["en"])
    return re.compile(rf"\s(?:(?:has|had|have|will|is\sto|would)\s)?(?:\w+ly\s)?(?:{verbs})\b(?!\sby\b|\slast\b)")


def as_government(sentence: str, mention: Mention) -> Mention:
    """The country of a capital that heads an English clause and governs there; else the mention as it is."""
    country = read_cues("capital_cue")["capital"].get(mention.name)
    if country is None or not _governing().match(sentence, mention.end):
        return mention
    if _HEAD.search(sentence, 0, mention.start) is None:
        return mention
    return mention._replace(name=country, kind=COUNTRY, level="country", role="verb")
