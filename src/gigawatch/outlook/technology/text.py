"""Cell technology as plain text; each figure with its row of the table, the addresses at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from gigawatch.chain import format_figure, speak
from gigawatch.chain.phrase import has_phrase
from gigawatch.figures import CellClaim, CellFigure
from gigawatch.ledger import Ledger, tell_perimeter
from gigawatch.outlook.technology.frontier import Lead
from gigawatch.outlook.technology.page import Compared, Technology
from gigawatch.outlook.technology.promise import Outcome, Promise
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import organisations

PHRASES = Path(__file__).parents[1] / "data" / "technology.toml"
NO_MAKER = "not told"


def say(key: str, lang: str, /, **values: object) -> str:
    """A phrase of this page, filled."""
    return speak(PHRASES, key, lang, **values)


def find_phrase(key: str, lang: str) -> str | None:
    """The phrase of a key; None where this page has none."""
    return say(key, lang) if has_phrase(PHRASES, key) else None


def render_text(technology: Technology, ledger: Ledger, lang: str) -> str:
    """The page in English or Chinese (`en`, `zh`), for a terminal."""
    page = _Page(ledger, lang)
    parts = [line for compared in technology.measures for line in page.compared(compared)]
    lines = [
        say("title", lang, scope=page.scope(technology)),
        say("rules", lang),
        *(parts or [say("nothing", lang)]),
        *page.promises(technology),
        *page.facts(technology),
    ]
    return "\n".join([*lines, *page.sources()]) + "\n"


def name_measure(figure: CellFigure, lang: str) -> str:
    """A figure's measure and, of a charging time, its part of the charge."""
    name = say(figure.measure, lang)
    if figure.measure != "charging_time":
        return name
    condition = figure.condition or say("no_window", lang)
    return say("under", lang, name=name, condition=condition.replace(" at ", say("cold", lang)))


def format_value(figure: CellFigure, lang: str) -> str:
    """A figure's value with its hedge and unit."""
    number, unit = format_quantity(replace(figure.quantity, unit="count"), lang), say(figure.quantity.unit, lang)
    return f"{number} {unit}" if unit.isascii() else f"{number}{unit}"


def name_chemistry(chemistry: str | None, lang: str) -> str:
    """A chemistry's name; letters (LFP, NMC811) stand in both languages."""
    if chemistry is None:
        return say("no_chemistry", lang)
    key = f"chemistry_{chemistry}"
    return say(key, lang) if has_phrase(PHRASES, key) else chemistry


def name_maker(maker: str, lang: str) -> str:
    """A maker's name in a language, or that none is told."""
    if maker == NO_MAKER:
        return say("no_maker", lang)
    known = organisations().get(maker) or organisations().find(maker)
    return known.label(lang) if known is not None else maker


class _Page:
    """The lines of each part in one language; the figures that were printed are kept for the list of sources."""

    def __init__(self, ledger: Ledger, lang: str) -> None:
        self.ledger = ledger
        self.lang = lang
        self.shown: dict[str, CellFigure] = {}

    def say(self, key: str, /, **values: object) -> str:
        return say(key, self.lang, **values)

    def scope(self, technology: Technology) -> str:
        """Whose figures, by which measure, of which chemistry and claim."""
        maker = name_maker(technology.maker, self.lang) if technology.maker else self.say("everybody")
        measure = self.say(technology.measure) if technology.measure else ""
        claim = self.say(technology.claim) if technology.claim else ""
        chemistry = name_chemistry(technology.chemistry, self.lang) if technology.chemistry else ""
        parts = (maker, measure, chemistry, claim)
        return self.say("comma").join(part for part in parts if part)

    def figure(self, figure: CellFigure) -> str:
        """A value with maker, model, chemistry and row."""
        self.shown[figure.id] = figure
        chemistry = name_chemistry(figure.chemistry, self.lang)
        value, maker = format_value(figure, self.lang), name_maker(figure.maker, self.lang)
        words = {"value": value, "maker": maker, "model": figure.model, "chemistry": chemistry, "id": figure.id}
        return self.say("figure", **words)

    def compared(self, compared: Compared) -> Iterator[str]:
        """The best of each year and maker by claim, the frontier in series, and the leads."""
        figures = [*compared.best, *compared.frontier]
        if figures:
            yield from ("", name_measure(figures[0], self.lang))
        for claim, best in groupby(compared.best, key=lambda one: one.claim):
            yield f"  {self.say('best', claim=self.say(claim))}"
            yield from (f"    {self.dated(figure)}" for figure in best)
        yield from self.part("frontier", map(self.dated, compared.frontier))
        yield from self.part("leads", map(self.lead, compared.leads))

    def part(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        """A heading and its lines; nothing where there are none."""
        found = list(lines)
        yield from (f"  {self.say(key)}",) if found else ()
        yield from (f"    {line}" for line in found)

    def dated(self, figure: CellFigure) -> str:
        """A figure after its year."""
        return self.say("dated", year=figure.year, figure=self.figure(figure))

    def lead(self, lead: Lead) -> str:
        """An announced record and when a value as good was in series."""
        announced = self.dated(lead.announced)
        if lead.in_series is None or lead.years is None:
            return self.say("lead_none", announced=announced)
        key = "lead_before" if lead.years <= 0 else "lead_one" if lead.years == 1 else "lead"
        return self.say(key, announced=announced, series=self.dated(lead.in_series), years=lead.years)

    def promises(self, technology: Technology) -> Iterator[str]:
        """What became of each announced value that is due."""
        if technology.claim in (None, CellClaim.ANNOUNCED):
            yield from ("", self.say("promises", ends=tell_period(technology.ends, self.lang)))
            yield from (f"  {self.promise(one)}" for one in technology.promises)
            yield from () if technology.promises else (f"  {self.say('nothing')}",)

    def promise(self, promise: Promise) -> str:
        """One promise with its outcome and the figure that shows it."""
        announced = promise.announced
        words = {"measure": name_measure(announced, self.lang), "figure": self.figure(announced)}
        outcome = self.say(f"outcome_{promise.outcome}")
        shown = self.say("shown", series=self.dated(promise.in_series)) if promise.in_series else ""
        line = self.say("promise", due=announced.due, told=announced.year, outcome=outcome, **words)
        return line + (shown if promise.outcome in (Outcome.KEPT, Outcome.SEEN_LATER) else "")

    def facts(self, technology: Technology) -> Iterator[str]:
        """The workspace's own facts beside them."""
        yield from ("", self.say("facts"))
        for fact in technology.facts:
            name, perimeter = self.ledger.label(fact.subject, self.lang), fact.perimeter
            covers = f" ({tell_perimeter(perimeter, self.lang)})" if perimeter else ""
            when = tell_period(fact.valid_on, self.lang) if fact.valid_on else self.say("no_date")
            words = {"name": name + covers, "when": when, "value": format_figure(fact, self.lang)}
            yield f"  {self.say('fact', id=fact.fact, **words)}"
        yield from () if technology.facts else (f"  {self.say('nothing')}",)

    def sources(self) -> Iterator[str]:
        """Each printed row with its address and date."""
        yield from ("", self.say("sources")) if self.shown else ()
        for key in sorted(self.shown, key=lambda one: int(one.rpartition(":")[2])):
            figure = self.shown[key]
            yield f"  [{key}] {figure.source} ({figure.vintage})"
