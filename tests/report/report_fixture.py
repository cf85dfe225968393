"""A small world of its own for the report's tests: a town, two makers, a conference, statements that disagree."""

from __future__ import annotations

from datetime import date
from functools import cache

from gigawatch.chain import find_chain
from gigawatch.ledger import Ledger, Material, find_ages, make_ledger
from gigawatch.model import (
    Bound,
    Document,
    Entity,
    EntityKind,
    Kind,
    Mention,
    NarrativeClaim,
    Observation,
    QuantityClaim,
    make_id,
)
from gigawatch.outlook import make_outlook
from gigawatch.outlook.odds import find_odds
from gigawatch.report import Publication

ENGLISH = """The World Power Battery Conference 2031 was held in Riverton from 4 to 6 May 2031.
Agreements were signed for 12 projects with an investment of 9.5 billion yuan ($1.3 billion).
In Riverton 40 GWh a year of cell capacity has been built, and 120 GWh a year is planned.
Acme Cells has put 3 billion yuan into its plant in Riverton, which went into operation in March 2031.
The signatories pledged to spend more on research.
"The industry will move to the river," said Dana Field, a scientist.
The plant is said to be the largest on the river.
This closing sentence belongs to no claim and must never be shown."""
CHINESE = """里弗顿已建成电池产能55 GWh/年。
里弗顿去年电池产量超过21 GWh。"""
TOWN, ACME, PLANT = "place-riverton", "org-acme", "site-acme-riverton"
EVENT = "event-world-power-battery-conference-2031"


def _document(name: str, text: str, language: str, published: date) -> Document:
    return Document(
        id=f"doc-{name}",
        path=f"documents/{name}.md",
        sha256=make_id("sha", text),
        text=text,
        language=language,
        title={"en": "A conference on the river", "zh": "里弗顿的电池"}[language],
        url=f"https://example.org/{name}",
        publisher=f"The {name} gazette",
        published=published,
    )


DOCUMENTS = {
    one.id: one
    for one in (
        _document("english", ENGLISH, "en", date(2031, 5, 8)),
        _document("chinese", CHINESE, "zh", date(2031, 5, 9)),
    )
}


def quantity(document: str, surface: str, measure: str, value: float, unit: str, **rest: object) -> QuantityClaim:
    text = DOCUMENTS[document].text
    start = text.index(surface)
    values = {"period": "2031-05", "status": "reported", **rest}
    return QuantityClaim(
        document=document,
        lang=DOCUMENTS[document].language or "en",
        measure=measure,
        value=value,
        unit=unit,
        surface=surface,
        start=start,
        end=start + len(surface),
        id=make_id("claim", document, surface, value),
        confidence=0.9,
        reader="hand/1",
        **values,  # type: ignore[arg-type]
    )


def narrative(kind: Kind, surface: str, **data: object) -> NarrativeClaim:
    start = ENGLISH.index(surface)
    end = start + len(surface)
    identity = make_id("claim", kind, surface)
    return NarrativeClaim(
        kind=kind, document="doc-english", lang="en", surface=surface, start=start, end=end, id=identity,
        confidence=0.9, reader="hand/1", data=data,
    )  # fmt: skip


PROJECTS = quantity("doc-english", "12 projects", "projects", 12, "count", status="signed")
YUAN = quantity("doc-english", "9.5 billion yuan", "investment", 9.5e9, "CNY", status="signed")
DOLLAR = quantity("doc-english", "$1.3 billion", "investment", 1.3e9, "USD", status="signed", same_as=YUAN.id)
BUILT = quantity("doc-english", "40 GWh a year", "capacity", 40, "GWh/yr", status="operating")
PLANNED = quantity("doc-english", "120 GWh a year", "capacity", 120, "GWh/yr", status="planned")
PUT_IN = quantity("doc-english", "3 billion yuan", "investment", 3e9, "CNY", period="2031-03", status="operating")
OTHER = quantity("doc-chinese", "55 GWh/年", "capacity", 55, "GWh/yr", status="operating")
MADE = quantity("doc-chinese", "超过21 GWh", "production", 21, "GWh", qualifier=Bound.OVER, period="2030")
HELD = narrative(
    Kind.EVENT, "The World Power Battery Conference 2031 was held in Riverton from 4 to 6 May 2031",
    type="conference", name="World Power Battery Conference 2031", date="2031-05-04/2031-05-06", place="Riverton",
    sponsors=["Riverton Council"],
    participants={"vehicle_makers": ["24 Motors"], "officials": ["government officials"]},
)  # fmt: skip
STARTED = narrative(
    Kind.EVENT, "went into operation in March 2031", type="commissioning", status="operating", date="2031-03",
    organisations=["Acme Cells"], place="Riverton",
)  # fmt: skip
PLEDGE = narrative(
    Kind.PLEDGE, "pledged to spend more on research", declaration="Riverton Declaration", signatories=["Acme Cells"],
    commitment="spend more on research", theme="research", number=1,
)  # fmt: skip
SAID = narrative(
    Kind.STATEMENT, "The industry will move to the river", speaker="Dana Field", role="scientist",
    content="The industry will move to the river", modality="forecast", date="2031-05-08",
)  # fmt: skip
LARGEST = narrative(
    Kind.SUPERLATIVE, "said to be the largest on the river", subject="The plant", superlative="largest on the river",
    hedge="is said to be", to_check=True,
)  # fmt: skip
CLAIMS = (
    PROJECTS, YUAN, DOLLAR, BUILT, PLANNED, PUT_IN, OTHER, MADE, HELD, STARTED, PLEDGE, SAID, LARGEST,
)  # fmt: skip
THINGS = {PROJECTS.id: EVENT, YUAN.id: EVENT, DOLLAR.id: EVENT, BUILT.id: TOWN, PLANNED.id: TOWN, PUT_IN.id: PLANT,
          OTHER.id: TOWN, MADE.id: TOWN, HELD.id: EVENT, STARTED.id: PLANT, PLEDGE.id: TOWN, SAID.id: TOWN,
          LARGEST.id: TOWN}  # fmt: skip
SITE_NAMES = {"en": "Acme Cells, Riverton", "zh": "尖峰电池（里弗顿）"}
EVENT_NAMES = {"en": "World Power Battery Conference 2031", "zh": "2031世界动力电池大会"}
SERIES = {"series": "world-power-battery-conference", "year": "2031"}
ENTITIES = (
    Entity(TOWN, EntityKind.PLACE, "Riverton", {"en": "Riverton", "zh": "里弗顿"}, None, {"kind": "prefecture"}),
    Entity(ACME, EntityKind.ORGANISATION, "Acme Cells", {"en": "Acme Cells", "zh": "尖峰电池"}),
    Entity(PLANT, EntityKind.SITE, SITE_NAMES["en"], SITE_NAMES, None, {"owner": ACME, "place": TOWN}),
    Entity(EVENT, EntityKind.EVENT, EVENT_NAMES["en"], EVENT_NAMES, None, SERIES),
)


def cell(subject: str, period: str, value: float) -> Observation:
    return Observation(
        id=make_id("obs", subject, period), table="tables/installations.csv", row=1, subject=subject,
        measure="installed", period=period, value=value, unit="GWh", source="https://example.org/table",
        vintage="2031-02-01",
    )  # fmt: skip


CELLS = [cell(unit, period, value) for period, values in (("2030", (8, 5)), ("2031", (9, 7)))
         for unit, value in zip(("Acme Cells", "Borealis"), values, strict=True)]  # fmt: skip


@cache
def ledger() -> Ledger:
    mentions = {
        (claim, role): Mention(claim, role, "", thing)
        for claim, thing in THINGS.items()
        for role in ("thing", "subject")
    }
    material = Material(
        documents=DOCUMENTS,
        claims={claim.id: claim for claim in CLAIMS},
        observations={one.id: one for one in CELLS},
        entities={one.id: one for one in ENTITIES},
        mentions=mentions,
        copies={},
    )
    return make_ledger(material)


def indicators() -> list[dict[str, object]]:
    rows = (
        ("whole", None, "Makers", "企业"),
        ("scale", "whole", "Scale", "规模"),
        ("installed", "scale", "Installed", "装车量"),
    )
    return [
        {"index_id": "makers", "code": code, "parent": parent, "name_en": en, "name_zh": zh,
         "definition_en": f"What {en.lower()} means.", "definition_zh": f"{zh}的含义。"}
        for code, parent, en, zh in rows
    ]  # fmt: skip


def readings() -> list[dict[str, object]]:
    return [
        {"index_id": "makers", "indicator": "installed", "unit": one.subject, "period": one.period, "value": one.value,
         "low": one.value, "high": one.value, "observations": one.id, "used": True}
        for one in CELLS
    ]  # fmt: skip


def scores() -> list[dict[str, object]]:
    ranks = {"Acme Cells": (1, 1, 2), "Borealis": (2, 1, 2)}
    return [
        {"index_id": "makers", "unit": one.subject, "code": code, "period": one.period, "score": one.value * 12.5,
         "rank": ranks[one.subject][0], "rank_low": ranks[one.subject][1], "rank_high": ranks[one.subject][2],
         "state": "ranked", "made_of": "installed"}
        for one in CELLS for code in ("whole", "scale")
    ]  # fmt: skip


@cache
def publication() -> Publication:
    book = ledger()
    steps = [step for group in book.milestones.values() for step in group]
    return Publication(
        ledger=book,
        name="Riverton",
        name_zh="里弗顿",
        region=TOWN,
        edition="0123456789ab",
        dated="2031-05-09",
        indicators=indicators(),
        readings=readings(),
        scores=scores(),
        ages=find_ages(steps, date(2031, 6, 1)),
        chain=find_chain(book, TOWN),
        outlook=make_outlook(book, TOWN),
        odds=find_odds(book, TOWN),
    )


@cache
def empty_publication() -> Publication:
    town = ENTITIES[0]
    material = Material({}, {}, {}, {town.id: town}, {}, {})
    return Publication(
        ledger=make_ledger(material), name="Riverton", name_zh="", region=TOWN, edition="0" * 12, dated="2031-05-09"
    )
