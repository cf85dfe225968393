"""The carbon page as plain text, each number with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gigawatch.chain import speak
from gigawatch.ledger import Ledger
from gigawatch.outlook.carbon.assumption import Assumption
from gigawatch.outlook.carbon.doubt import SourceDoubt
from gigawatch.outlook.carbon.emission import Emission
from gigawatch.outlook.carbon.figure import CarbonFigure
from gigawatch.outlook.carbon.footprint import PlantEnergy, Study, footprints_by_mass
from gigawatch.outlook.carbon.grid import Grid, has_provinces
from gigawatch.outlook.carbon.label import label, name_subject, tell_hedged
from gigawatch.outlook.carbon.page import Carbon
from gigawatch.outlook.carbon.path import GridPath, PathYear
from gigawatch.outlook.carbon.region import region_name
from gigawatch.outlook.carbon.rule import Rule, find_state_of_acts
from gigawatch.outlook.carbon.span import tell_span
from gigawatch.vocab import places

PHRASES = Path(__file__).parent / "data" / "phrase.toml"
PER_KWH, PER_YEAR = "kg/kWh", "t/yr"


def render_text(carbon: Carbon, ledger: Ledger, lang: str) -> str:
    """The page in English or Chinese (`en`, `zh`), for a terminal."""
    return "\n".join(Page(carbon, ledger, lang).lines()) + "\n"


def tell_rule(rule: Rule, lang: str) -> str:
    """The value of a rule with its hedge; several where pages differ."""
    is_time = rule.unit in ("date", "year")
    unit = label("unit", rule.unit, lang)
    told = (tell_hedged(f"{value}{unit}", hedge, lang, is_time=is_time) for value, hedge in rule.values)
    return speak(PHRASES, "or", lang).join(told)


def tell_figure(row: CarbonFigure, lang: str) -> str:
    """A published value with its hedge, range and unit."""
    return tell_hedged(tell_span(row.interval, row.unit, lang), row.qualifier, lang)


def name_place(place: str, lang: str) -> str:
    """A place's name."""
    found = places().get(place)
    return found.label(lang) if found else place


def mark_doubt(told: str, doubt: SourceDoubt | None, lang: str) -> str:
    """Words with the mark of a weak source behind them, where there is one."""
    return told if doubt is None else speak(PHRASES, "doubted", lang, told=told, mark=doubt.mark(lang))


class Page:
    """The lines of each part in one language."""

    def __init__(self, carbon: Carbon, ledger: Ledger, lang: str) -> None:
        self.carbon = carbon
        self.ledger = ledger
        self.lang = lang

    def say(self, key: str, /, **values: object) -> str:
        """A phrase of this page, filled."""
        return speak(PHRASES, key, self.lang, **values)

    def lines(self) -> Iterator[str]:
        """Every line of the page."""
        place = places().get(self.carbon.region)
        name = place.label(self.lang) if place else self.ledger.label(self.carbon.region, self.lang)
        yield from (self.say("title", region=name), self.say("scope"), self.say("doubts", whys=self._whys()))
        yield from ("", self.say("plant"), *self._plant(), *self._move())
        yield from ("", self.say("output"), *self._emissions(self.carbon.emissions))
        yield from ("", self.say("paths"), *self._paths())
        yield from ("", self.say("targets"), *map(self._target, self.carbon.targets))
        yield from ("", self.say("studies"), *dict.fromkeys(map(self._study, self.carbon.studies)))
        yield from ("", self.say("mass"), *self._by_mass())
        yield from ("", self.say("use"), *self._use())
        yield from ("", self.say("assumptions"), *map(self._assumption, self.carbon.assumptions))
        yield from ("", self.say("rules"), *self._rules())

    def _whys(self) -> str:
        return ("；" if self.lang == "zh" else "; ").join(kind.why(self.lang) for kind in SourceDoubt)

    def _plant(self) -> Iterator[str]:
        energy = self.carbon.energy
        fuel = any(one.fuel for one in (energy, self.carbon.move.energy if self.carbon.move else None) if one)
        yield self.say("boundary", fuel=self.say("fuel_in" if fuel else "fuel_out"))
        if not self.carbon.is_place:
            yield self.say("firm")
        elif energy is None:
            yield self.say("no_grid")
        else:
            yield from (self.say("gases"), *self._reckoned(energy))
            yield from (self.say("whole_country"),) if has_provinces(energy.grid.place) else ()

    def _reckoned(self, energy: PlantEnergy) -> Iterator[str]:
        grid = energy.grid
        yield self.say(
            "reckoned",
            place=name_place(grid.place, self.lang),
            year=grid.period,
            grid=self._intensity(grid),
            span=tell_span(energy.whole, PER_KWH, self.lang),
            sources=" ".join(dict.fromkeys(f"{row.table}:{row.row} {row.source}" for row in grid.rows)),
        )
        if grid.asked is not None:
            yield self.say("nearest", asked=grid.asked, period=grid.period)

    def _intensity(self, grid: Grid) -> str:
        return tell_span(grid.interval, grid.unit, self.lang)

    def _move(self) -> Iterator[str]:
        move = self.carbon.move
        if move is None:
            return
        yield from ("", self.say("move"), *self._reckoned(move.energy))
        if move.change is not None:
            yield self.say("change", span=tell_span(move.change, PER_KWH, self.lang))
            yield from (line for one in move.emissions for line in self._emission(one, is_moved=True))
        else:
            yield self.say("no_change" if self.carbon.is_place else "no_change_firm")

    def _emissions(self, emissions: Iterable[Emission]) -> Iterator[str]:
        found = list(emissions)
        if not found:
            yield self.say("no_capacity")
            return
        share = next(one for one in self.carbon.assumptions if one.key == "utilisation")
        if share.interval is not None:
            yield self.say("at_most", span=tell_span(share.interval, share.unit, self.lang))
        yield from (line for one in found for line in self._emission(one))

    def _emission(self, one: Emission, *, is_moved: bool = False) -> Iterator[str]:
        ids, span = " ".join(f.fact for f in one.figures), tell_span(one.capacity, one.unit, self.lang)
        yield self.say("capacity", stage=self.say(one.stage.value), span=span, ids=ids)
        if one.grid is None or one.plant is None:
            yield self.say("no_grid_known")
        else:
            told = tell_span(one.plant, PER_YEAR, self.lang)
            yield self.say("by_plant", place=name_place(one.grid.place, self.lang), span=told)
        study = next((one for one in self.carbon.studies if one.is_reference), None)
        if one.cradle is not None and study is not None and not is_moved:
            yield self.say("by_cradle", study=study.name(self.lang), span=tell_span(one.cradle, PER_YEAR, self.lang))

    def _paths(self) -> Iterator[str]:
        yield self.say("paths_note" if self.carbon.paths else "no_paths")
        for path in self.carbon.paths:
            yield self._path(path)
            yield from (self._path_year(year) for year in path.years)

    def _path(self, path: GridPath) -> str:
        region = self.say("path_region", region=region_name(path.region, self.lang)) if path.region else ""
        told = [(one.source, one.vintage) for one in path.points]
        sources = dict.fromkeys([*told, *((one.source, one.vintage) for one in path.targets)])
        source = "".join(self.say("path_source", source=source, vintage=vintage) for source, vintage in sources)
        name = mark_doubt(path.name(self.lang), path.doubt, self.lang)
        return self.say("path", name=name, region=region, source=source)

    def _path_year(self, one: PathYear) -> str:
        unit = self.carbon.energy.grid.unit if self.carbon.energy else PER_KWH
        told = "".join(
            self.say("path_emission", stage=self.say(stage), span=tell_span(span, PER_YEAR, self.lang))
            for stage, span in one.emissions.items()
        )
        return self.say("path_year", year=one.year, intensity=tell_span(one.intensity, unit, self.lang), emissions=told)

    def _study(self, study: Study) -> str:
        row = study.row
        return self.say(
            "study",
            boundary=label("figure", study.boundary, self.lang),
            chemistry=label("chemistry", row.chemistry, self.lang),
            subject=name_subject(row.subject, self.lang),
            period=row.period,
            value=tell_figure(row, self.lang),
            name=mark_doubt(study.name(self.lang), row.doubt, self.lang),
            source=row.source,
            vintage=row.vintage,
        )

    def _by_mass(self) -> Iterator[str]:
        for row in footprints_by_mass():
            is_place = places().find(row.subject) is not None
            yield self.say(
                "mass_row",
                subject=name_subject(row.subject, self.lang) if is_place else self.say("all_batteries"),
                period=row.period,
                value=f"{row.value:g}",
                kind=self.say("nmc811") if is_place else "",
                source=row.source,
                vintage=row.vintage,
            )

    def _use(self) -> Iterator[str]:
        use = self.carbon.use
        for key, span in (("car", use.car), ("storage", use.storage)):
            told = tell_span(span, PER_KWH, self.lang) if span else self.say("not_told")
            yield self.say("use_row", what=self.say(key), span=told)
        if use.grid is not None:
            place = name_place(use.grid.place, self.lang)
            yield self.say("use_grid", place=place, year=use.grid.period, span=self._intensity(use.grid))

    def _assumption(self, one: Assumption) -> str:
        told = tell_span(one.interval, one.unit, self.lang) if one.interval else self.say("not_told")
        told = mark_doubt(told, one.doubt, self.lang)
        cells = " ".join(row.cell for row in one.figures)
        if one.is_given:
            cells = self.say("given")
        elif not cells:
            cells = self.say("definition" if one.interval else "no_figure")
        return self.say("assumption", key=one.key, label=one.label(self.lang), value=told, cells=cells)

    def _rules(self) -> Iterator[str]:
        acts = find_state_of_acts()
        if acts is not None:
            value = mark_doubt(acts.value, acts.doubt, self.lang)
            words = {"period": acts.period, "value": value, "source": acts.source, "vintage": acts.vintage}
            yield self.say("classes", **words)
        for rule in self.carbon.rules:
            is_date = rule.unit == "date"
            told = rule.chemistry if rule.chemistry != "all" else ""
            chemistry = self.say("rule_chemistry", chemistry=label("chemistry", told, self.lang)) if told else ""
            yield self.say(
                "rule",
                figure=label("figure", rule.figure, self.lang),
                chemistry=chemistry,
                period="" if is_date else self.say("rule_period", period=rule.period),
                value=mark_doubt(tell_rule(rule, self.lang), rule.doubt, self.lang),
                sources=self._sources(rule),
            )

    def _target(self, rule: Rule) -> str:
        return self.say(
            "target",
            subject=name_subject(rule.subject, self.lang),
            figure=label("figure", rule.figure, self.lang),
            value=mark_doubt(tell_rule(rule, self.lang), rule.doubt, self.lang),
            sources=self._sources(rule),
        )

    def _sources(self, rule: Rule) -> str:
        return " ".join(dict.fromkeys(f"{row.source} {row.vintage}" for row in rule.rows))
