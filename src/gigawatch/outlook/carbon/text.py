"""The carbon page as plain text, each number with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gigawatch.chain import speak
from gigawatch.ledger import Ledger
from gigawatch.outlook.carbon.figure import CarbonFigure
from gigawatch.outlook.carbon.page import Carbon, Footprint
from gigawatch.outlook.carbon.span import tell_span
from gigawatch.vocab import places

PHRASES = Path(__file__).parent / "data" / "phrase.toml"
PER_KWH = "kg/kWh"


def render_text(carbon: Carbon, ledger: Ledger, lang: str) -> str:
    """The page in English or Chinese (`en`, `zh`), for a terminal."""
    return "\n".join(_lines(carbon, ledger, lang)) + "\n"


def _lines(carbon: Carbon, ledger: Ledger, lang: str) -> Iterator[str]:
    def say(key: str, **values: object) -> str:
        return speak(PHRASES, key, lang, **values)

    place = places().get(carbon.region)
    yield say("title", region=place.label(lang) if place else ledger.label(carbon.region, lang))
    yield from ("", say("footprint"), say("basis"))
    yield from (_reckoned(one, lang) for one in (carbon.footprint, carbon.moved) if one)
    yield say("change", span=tell_span(carbon.change, PER_KWH)) if carbon.change else say("no_change")
    yield from _rows(carbon.published)
    yield from ("", say("output"))
    for one in carbon.emissions:
        stage, ids = say(one.supply.presence.value), " ".join(f.fact for f in one.supply.figures)
        yield f"  {stage}: {tell_span(one.supply.interval, one.supply.unit)} [{ids}]"
        yield from (f"    {tell_span(span, 't/yr')}" for span in (one.here, one.moved) if span)
    yield from ("", say("use"))
    for key, span in (("car", carbon.use.car), ("storage", carbon.use.storage)):
        yield f"  {say(key)}: {tell_span(span, PER_KWH) if span else say('not_told')}"
    for term in carbon.assumptions:
        told = tell_span(term.interval, term.unit) if term.interval else say("not_told")
        cells = say("given") if term.is_given else " ".join(row.cell for row in term.figures)
        yield f"  {term.key} = {told}{f' [{cells}]' if cells else ''}"
    yield from ("", say("rules"), *_rows(carbon.rules))
    yield from ("", say("scenarios"), *_rows(carbon.scenarios))
    yield from ("", say("targets"), *_rows(carbon.targets))


def _reckoned(found: Footprint, lang: str) -> str:
    place = places().get(found.grid.place)
    name = place.label(lang) if place else found.grid.place
    grid, whole = tell_span(found.grid.interval, found.grid.unit), tell_span(found.whole, PER_KWH)
    parts = f"{tell_span(found.electricity, PER_KWH)} + {tell_span(found.rest, PER_KWH)}"
    sources = " ".join(dict.fromkeys(f"{row.table}:{row.row}" for row in found.grid.rows))
    return f"  {name} {found.grid.period} ({grid}): {whole} = {parts} [{sources}]"


def _rows(rows: Iterable[CarbonFigure]) -> Iterator[str]:
    for row in rows:
        value = f"{row.qualifier} {row.value}" + (f" to {row.high}" if row.high else "")
        of, note = ", ".join((row.subject, row.figure, row.chemistry, row.period)), " ".join(row.note.split())
        yield f"  {of}: {value.strip()} {row.unit}; {note} [{row.cell} {row.source} {row.vintage}]"
