"""Quantities, periods, cells, days, and the claims of a text, in both languages."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from gigawatch.claims import read_claims, split_sentences
from gigawatch.figures import read_period, read_unit
from gigawatch.figures.value import read_bound, read_value
from gigawatch.intake.day import read_iso_day, read_mail_day
from gigawatch.model import Document, GigawatchError
from gigawatch.quantity import find_periods, find_quantities, format_quantity, period_span, read_quantity, tell_period
from gigawatch.question.clock import read_clock, read_valid
from soak.fuzz.target.target import Target, characters, pick

LANGUAGES = ("en", "zh")
DAY = date(2023, 5, 20)


def _find_quantities(data: bytes) -> None:
    text = characters(data)
    for found in find_quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        for lang in LANGUAGES:
            assert format_quantity(found.quantity, lang)
    read_quantity(text)


def _find_periods(data: bytes) -> None:
    way, rest = pick(data, 2)
    text = characters(rest)
    for found in find_periods(text, LANGUAGES[way], DAY if len(rest) % 2 else None):
        assert 0 <= found.start < found.end <= len(text)
        assert period_span(found.iso) is not None
        tell_period(found.iso, LANGUAGES[way])


def _read_claims(data: bytes) -> None:
    way, rest = pick(data, 2)
    text = rest.decode("utf-8", "replace")
    lang = LANGUAGES[way]
    for sentence in split_sentences(text, lang):
        assert 0 <= sentence.start <= sentence.end <= len(text)
    for claim in read_claims(Document("d", "d.txt", "", text, language=lang, published=DAY)).claims:
        assert text[claim.start : claim.end] == claim.surface


def _read_cells(data: bytes) -> None:
    """Each reader of a cell, a day or a clock; each may refuse."""
    text = characters(data)
    read_iso_day(text)
    read_mail_day(text)
    for read in (read_value, read_bound, read_period, read_unit, read_clock, read_valid):
        with suppress(GigawatchError):
            read(text)


TARGETS = (
    Target("quantity", _find_quantities, 512),
    Target("period", _find_periods, 512),
    Target("claim", _read_claims, 1024),
    Target("cell", _read_cells, 128),
)
