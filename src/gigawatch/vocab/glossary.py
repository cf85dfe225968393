"""Words of the project and of the industry that pages use, in short: what measures, statuses and links leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from gigawatch.vocab.shelf import read_entries, text_of, texts_of

TEXTS = ("code", "name_en", "name_zh", "definition_en", "definition_zh")


class TermGroup(StrEnum):
    """Whose word it is."""

    PROJECT = "project"
    INDUSTRY = "industry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word with its meaning; `see` are entries of the vocabulary that say more, as kind and code."""

    code: str
    group: TermGroup
    name_en: str
    name_zh: str
    definition_en: str
    definition_zh: str
    see: tuple[tuple[str, str], ...]

    def label(self, lang: str) -> str:
        """The word in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@cache
def terms() -> Mapping[str, Term]:
    """Every word by its code, in the order of the file."""
    return MappingProxyType({one.code: one for one in map(_term, read_entries("glossary.toml", "term"))})


def _term(entry: Mapping[str, object]) -> Term:
    see = (one.partition(".") for one in texts_of(entry, "see"))
    return Term(
        **{key: text_of(entry, key) for key in TEXTS},
        group=TermGroup(text_of(entry, "group")),
        see=tuple((kind, code) for kind, _, code in see),
    )
