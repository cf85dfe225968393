"""Synthetic news of many plants, each told twice: when it is signed for and when it has run for a year.

A plant has eleven figures, so that a site of many plants has some ten facts on the page of each. Unlike the news of
`soak.news` it holds no copies and nothing wrong: what is to be measured is the size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gigawatch.vocab import Place
from soak.figure import Figure, shorten
from soak.name import root_en, root_zh
from soak.news import FIRST_HAND
from soak.press import Voice, voices
from soak.report import About, News, Report
from soak.world import CAPACITIES, PRODUCTS, cities

PLANTS_OF_A_FIRM = 5
FIRST, DAYS = date(2019, 1, 10), 1500  # the first day on which a plant may be signed for, and how many follow
BUILDING = (400, 800)  # days from the signing until a plant runs


@dataclass(frozen=True, slots=True)
class Works:
    """A plant of a firm in a city, both named in the one language that it is told in."""

    number: int
    lang: str
    firm: str
    city: Place
    product: tuple[str, str]
    capacity: float
    signed: date
    runs: date

    @property
    def key(self) -> str:
        """What its claims are of."""
        return f"works-{self.number}"

    @property
    def words(self) -> dict[str, str]:
        """The words that name it and its dates."""
        is_english = self.lang == "en"
        return {
            "firm": self.firm,
            "city": self.city.name_en if is_english else self.city.name_zh,
            "object": self.product[0 if is_english else 1],
            "due": str(self.signed.year + 2),
            "year": str(self.runs.year + 1),
        }


def tell_plants(seed: int, count: int) -> Iterator[News]:
    """The news of so many plants, two reports of each."""
    for number in range(count):
        rng = Random(f"plant/{seed}/{number}")
        works = _works(rng, number)
        yield _signing(works, rng)
        yield _running(works, rng)


def _works(rng: Random, number: int) -> Works:
    firm, lang = number // PLANTS_OF_A_FIRM, "en" if number // PLANTS_OF_A_FIRM % 2 else "zh"
    name = f"{root_en(firm)} Synthetic" if lang == "en" else f"{root_zh(firm)}虚构新能源"
    signed = FIRST + timedelta(days=rng.randrange(DAYS))
    runs = signed + timedelta(days=rng.randint(*BUILDING))
    city = cities()[number % len(cities())]  # so the plants of a firm lie in cities of their own
    return Works(number, lang, name, city, rng.choice(PRODUCTS), float(rng.choice(CAPACITIES)), signed, runs)


def _signing(works: Works, rng: Random) -> News:
    report = Report(works.lang, _voice(rng), rng)
    words, about = works.words, _about(works, f"{works.words['due']} target", "planned")
    _happen(report, "plant.signed", works, "signed", works.signed)
    report.state(
        "plant.planned", words, about, {"capacity": Figure("capacity", "GWh/yr", works.capacity)}, plainly=True
    )
    money = shorten(works.capacity * rng.uniform(2.2e8, 4.8e8), 3)
    paid = {
        "money": Figure("investment", "CNY", money),
        "dollars": Figure("investment", "USD", shorten(money / 6.9, 3)),
    }
    report.state("money", words, about, paid, plainly=True)
    area = Figure("area", "ha", shorten(works.capacity * rng.uniform(2, 4), 2))
    report.state("site", words, about, {"area": area, "jobs": _jobs(works, rng)}, plainly=True)
    report.say("plain", words)
    return report.publish(works.signed, f"plant/{works.number}/signed")


def _running(works: Works, rng: Random) -> News:
    report = Report(works.lang, _voice(rng), rng)
    words = works.words
    _happen(report, "plant.runs", works, "operating", works.runs)
    since = {**words, "year": str(works.runs.year)}
    built = _about(works, since["year"], "operating")
    report.state("plant.built", since, built, {"capacity": _capacity(works)}, plainly=True)
    year = _about(works, words["year"], "reported")
    report.state("plant.made", words, year, _year(works, rng), plainly=True)
    staff = _about(works, words["year"], "operating")
    report.state("plant.staff", words, staff, {"jobs": _jobs(works, rng)}, plainly=True)
    return report.publish(date(works.runs.year + 2, 1, rng.randint(5, 28)), f"plant/{works.number}/runs")


def _year(works: Works, rng: Random) -> Mapping[str, Figure]:
    """What a plant made, sold and earned in its first whole year."""
    made = shorten(works.capacity * rng.uniform(0.4, 0.95), 3)
    shipped = shorten(made * rng.uniform(0.8, 1), 3)
    sold = shorten(shipped * rng.uniform(0.8, 1), 3)
    amounts = {"made": ("production", made), "shipped": ("shipments", shipped), "sold": ("sales", sold)}
    told = {name: Figure(measure, "GWh", value) for name, (measure, value) in amounts.items()}
    return {**told, "revenue": Figure("revenue", "CNY", shorten(sold * rng.uniform(6e8, 9e8), 3))}


def _capacity(works: Works) -> Figure:
    return Figure("capacity", "GWh/yr", works.capacity)


def _jobs(works: Works, rng: Random) -> Figure:
    return Figure("jobs", "count", shorten(works.capacity * rng.uniform(60, 140), 2), (" people", "个"))


def _happen(report: Report, key: str, works: Works, status: str, day: date) -> None:
    told = f"{day.day} {day:%B %Y}" if works.lang == "en" else f"{day.year}年{day.month}月{day.day}日"
    data = {"status": status, "date": day.isoformat(), "organisations": [works.firm]}
    report.happen(key, {**works.words, "date": told}, _about(works), data=data, step=status, day=day)


def _about(works: Works, period: str | None = None, status: str | None = None) -> About:
    words = works.words
    return About(works.key, words["firm"], words["city"], words["object"], None, period, status)


def _voice(rng: Random) -> Voice:
    return rng.choice(voices(*FIRST_HAND))
