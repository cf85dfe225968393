"""The news about a block of the synthetic world: reports of every step, retellings, copies, stale and vague ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gigawatch.vocab import Place
from soak.course import LAST, Taken
from soak.figure import Figure
from soak.press import Voice, voices
from soak.report import About, News, Report
from soak.world import YEARS, Block, Firm, Phase, Plant, running

FIRST_HAND = ("company_filing", "company_release", "newspaper", "newswire", "government")
SECOND_HAND = ("trade_press", "newspaper", "newswire", "paid_release", "unknown", "aggregator")
COPIES = ("aggregator", "unknown")
STOPS = ("delayed", "cancelled", "suspended", "closed")
RUNS = ("operating", "full_capacity")
STALE, VAGUE, CEREMONY, AGAIN, MISSPELLED = 0.5, 0.03, 0.15, 0.08, 0.06
HAN = "零一二三四五"


class Desk:
    """The news desk of one block: writes what there is to say of its plants, cities and conference."""

    def __init__(self, block: Block) -> None:
        self._block, self._rng = block, block.rng
        self._written = 0
        self._phases: dict[str, list[Phase]] = defaultdict(list)
        for plant in block.plants:
            self._phases[plant.firm.key] += plant.phases

    def news(self) -> Iterator[News]:
        """Everything published about the block."""
        for plant in self._block.plants:
            for phase in plant.phases:
                yield from self._of_phase(plant, phase)
        for city in self._block.cities:
            yield from self._of_city(city)
        yield from self._of_conference()

    def _of_phase(self, plant: Plant, phase: Phase) -> Iterator[News]:
        for taken in phase.course:
            yield from self._of_step(plant, phase, taken)
        rng = self._rng
        if rng.random() < STALE:
            yield self._stale(plant, phase)
        if rng.random() < AGAIN:
            yield self._signed_again(plant, phase)
        if rng.random() < VAGUE and len(self._phases[plant.firm.key]) > 1:
            yield self._vague(plant.firm)

    def _of_step(self, plant: Plant, phase: Phase, taken: Taken) -> Iterator[News]:
        """A first-hand report, retellings by others in their own words, and copies of any of them."""
        rng = self._rng
        tellers = [rng.choice(voices(*FIRST_HAND))]
        tellers += [rng.choice(voices(*SECOND_HAND)) for _ in range(rng.choice((0, 1, 1, 2)))]
        for late, voice in enumerate(tellers):
            report = self._report(voice)
            self._step(report, plant, phase, taken)
            day = taken.day + timedelta(days=late * rng.randint(1, 3))
            first = report.publish(day, self._address())
            yield first
            for _ in range(rng.choice((0, 0, 1, 2))):
                copier = rng.choice(voices(*COPIES))
                later = day + timedelta(days=rng.randint(0, 20))
                yield report.publish(later, self._address(), copier, first.document.id)

    def _step(self, report: Report, plant: Plant, phase: Phase, taken: Taken) -> None:
        words, about = self._words(report, plant, phase)
        words["date"] = _date(taken.day, report.lang)
        data = {"status": taken.status, "date": taken.day.isoformat(), "organisations": [words["firm"]]}
        report.happen(f"step.{taken.status}", words, about, data=data, step=taken.status, day=taken.day)
        if taken.status == "under_construction" and self._rng.random() < CEREMONY:
            ceremony = {**data, "status": None}
            report.happen("ceremony", words, about, data=ceremony)
        if taken.status not in STOPS:
            self._figures(report, plant, phase, words, is_built=taken.status in RUNS)
            for other in plant.phases:
                if other is not phase and other.signed < taken.day:
                    there, about_it = self._words(report, plant, other, words["firm"])
                    report.state("planned", there, about_it, {"capacity": _capacity(other)})
        self._company(report, plant.firm, words, taken.day.year - 1)
        report.say("plain", words)

    def _figures(self, report: Report, plant: Plant, phase: Phase, words: dict[str, str], *, is_built: bool) -> None:
        _, about = self._words(report, plant, phase, words["firm"])
        if is_built:
            year = next(step.day.year for step in phase.course if step.status == "operating")
            built = _with(about, str(year), "operating")
            report.state("built", {**words, "year": str(year)}, built, {"capacity": _capacity(phase)})
        else:
            report.state("planned", words, about, {"capacity": _capacity(phase)})
        report.state("money", words, about, _money(phase))
        report.state("site", words, about, _site(phase))

    def _company(self, report: Report, firm: Firm, words: Mapping[str, str], year: int) -> None:
        if year not in firm.shipments:
            return
        about = About(firm.key, subject=words["firm"], period=str(year), status="reported")
        shipped, earned = firm.shipments[year], firm.revenue[year]
        figures = {"shipments": Figure("shipments", "GWh", shipped), "revenue": Figure("revenue", "CNY", earned)}
        report.state("company", {**words, "year": str(year)}, about, figures)

    def _stale(self, plant: Plant, phase: Phase) -> News:
        """Long afterwards, an old paragraph about the plan as if nothing had happened since."""
        report = self._report(self._rng.choice(voices(*COPIES)))
        words, about = self._words(report, plant, phase)
        words["date"] = _date(phase.signed, report.lang)
        data = {"status": "signed", "date": phase.signed.isoformat(), "organisations": [words["firm"]]}
        report.happen("step.signed", words, about, data=data, step="signed", day=phase.signed)
        self._figures(report, plant, phase, words, is_built=False)
        return report.publish(phase.signed + timedelta(days=self._rng.randint(500, 1500)), self._address())

    def _signed_again(self, plant: Plant, phase: Phase) -> News:
        """The same phase among the signings of a later conference: no new step."""
        report = self._report(self._rng.choice(voices(*SECOND_HAND)))
        words, about = self._words(report, plant, phase)
        day = phase.signed + timedelta(days=self._rng.randint(200, 600))
        words["date"] = _date(day, report.lang)
        data = {"status": "signed", "date": day.isoformat(), "organisations": [words["firm"]]}
        report.happen("step.signed", words, about, data=data)
        self._figures(report, plant, phase, words, is_built=False)
        return report.publish(day, self._address())

    def _vague(self, firm: Firm) -> News:
        """A project of the firm is said to have ended, and nobody says which."""
        report = self._report(self._rng.choice(voices(*SECOND_HAND)))
        day = LAST - timedelta(days=self._rng.randint(0, 900))
        words = {"firm": self._name(firm, report), "date": _date(day, report.lang)}
        data = {"status": "cancelled", "date": day.isoformat(), "organisations": [words["firm"]]}
        report.happen("vague", words, About(""), data=data, vague=True)
        self._company(report, firm, words, day.year - 1)
        return report.publish(day, self._address())

    def _of_city(self, city: Place) -> Iterator[News]:
        """What runs in a city at the end of each year, told by the government and by others."""
        phases = [phase for plant in self._block.plants if plant.city is city for phase in plant.phases]
        for year in YEARS[:-1]:
            total = sum(phase.capacity for phase in phases if running(phase, year))
            if not total:
                continue
            for voice in (*voices("government"), self._rng.choice(voices(*SECOND_HAND))):
                report = self._report(voice)
                name = _city(city, report.lang)
                about = About(f"city-{city.id}", name, name, period=str(year), status="operating")
                figures = {"running": Figure("capacity", "GWh/yr", round(total, 1))}
                report.state("city", {"city": name, "year": str(year)}, about, figures)
                report.say("plain", {})
                yield report.publish(date(year + 1, 1, self._rng.randint(5, 28)), self._address())

    def _of_conference(self) -> Iterator[News]:
        """One conference each year in the block's first city, with what was signed there."""
        city = self._block.cities[0]
        for year in YEARS[:-1]:
            signed = [phase for plant in self._block.plants for phase in plant.phases if phase.signed.year == year]
            if not signed:
                continue
            for voice in (self._rng.choice(voices(*FIRST_HAND)), self._rng.choice(voices(*SECOND_HAND))):
                yield self._conference(self._report(voice), city, year, signed)

    def _conference(self, report: Report, city: Place, year: int, signed: list[Phase]) -> News:
        name, day = _city(city, report.lang), date(year, 7, 21)
        called = f"{year} Synthetic {name} Battery Forum" if report.lang == "en" else f"{year}虚构{name}电池论坛"
        key = f"forum-{city.id}-{year}"
        words = {"conference": called, "city": name, "date": _date(day, report.lang)}
        report.happen("conference", words, About("", place=name), data={"name": called, "date": day.isoformat()})
        projects = Figure("projects", "count", float(len(signed)), (" projects", "个项目"))
        money = Figure("investment", "CNY", round(sum(phase.money for phase in signed), -6))
        about = About(key, subject=called, place=name, period=str(year), status="signed")
        report.state("signed", words, about, {"projects": projects, "money": money})
        return report.publish(day + timedelta(days=self._rng.randint(0, 3)), self._address())

    def _report(self, voice: Voice) -> Report:
        return Report(self._rng.choice(("en", "zh")), voice, self._rng)

    def _words(
        self, report: Report, plant: Plant, phase: Phase, firm: str | None = None
    ) -> tuple[dict[str, str], About]:
        """The words that name a phase in a language, and what its planned figures are about."""
        is_english = report.lang == "en"
        named = f"phase {phase.number}" if is_english else f"{HAN[phase.number]}期"
        called, what = firm or self._name(plant.firm, report), plant.product[0 if is_english else 1]
        city = _city(plant.city, report.lang)
        words = {
            "firm": called,
            "city": city,
            "phase": named,
            "Phase": named.capitalize(),
            "object": what,
            "due": str(phase.due),
        }
        return words, About(phase.key, called, city, what, named, f"{phase.due} target", "planned")

    def _name(self, firm: Firm, report: Report) -> str:
        if report.lang == "en" and self._rng.random() < MISSPELLED:
            return firm.misspelled
        return self._rng.choice(firm.names[report.lang])

    def _address(self) -> str:
        self._written += 1
        return f"{self._block.number}/{self._written}"


def _with(about: About, period: str, status: str) -> About:
    return About(about.thing, about.subject, about.place, about.object, about.phase, period, status)


def _capacity(phase: Phase) -> Figure:
    return Figure("capacity", "GWh/yr", phase.capacity)


def _money(phase: Phase) -> dict[str, Figure]:
    return {"money": Figure("investment", "CNY", phase.money), "dollars": Figure("investment", "USD", phase.dollars)}


def _site(phase: Phase) -> dict[str, Figure]:
    return {"area": Figure("area", "ha", phase.area), "jobs": Figure("jobs", "count", phase.jobs, (" people", "个"))}


def _city(city: Place, lang: str) -> str:
    return city.name_en if lang == "en" else city.name_zh


def _date(day: date, lang: str) -> str:
    return f"{day.day} {day:%B %Y}" if lang == "en" else f"{day.year}年{day.month}月{day.day}日"
