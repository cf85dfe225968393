"""A small real ledger and report for the tests of the site: four sources, one of them hostile, one table, one index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

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
)
from gigawatch.report.bibliography import Bibliography, Source
from gigawatch.report.block import (
    Bullets,
    Chart,
    Computation,
    Content,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Ref,
    RefKind,
    Section,
    Table,
    Text,
    Value,
)
from gigawatch.report.picture import draw
from gigawatch.report.publication import Publication
from gigawatch.report.reference import score_ref

OPEN_TEXT = (
    "Example Cells opened its plant in Riverton on Friday.\n\n"
    "The plant has a capacity of over 30 GWh a year. It cost 4 billion yuan, the company said.\n"
)
CLOSED_TEXT = (
    "A slow morning in Riverton began with rain and a long queue at the ferry, as so often in May. "
    "The Example Cells plant has a capacity of 24 GWh a year, two officials said. "
    "Nobody at the gate wished to be named, and the canteen had run out of noodles by noon. "
    "Trucks came and went all afternoon, most of them empty, some with pallets under grey covers."
)
HOSTILE_TEXT = '<script>alert(1)</script> Example Cells will hire 900 people & "more" <img src=x onerror=alert(2)>.'
COPIED_TEXT = "Riverton is to have 50 GWh a year by 2030."


def document(key: str, text: str, **rest: object) -> Document:
    return Document(f"doc-{key}", f"documents/{key}.md", "0" * 64, text, **rest)  # type: ignore[arg-type]


DOCUMENTS = [
    document(
        "open", OPEN_TEXT, language="en", title="Plant opened", url="https://example.org/opened?a=1&b=2",
        publisher="Example Cells", published=date(2022, 5, 6), licence="CC0-1.0",
    ),
    document(
        "closed", CLOSED_TEXT, language="en", title="A morning in Riverton", url="https://example.com/morning",
        publisher="Daily Example", published=date(2022, 6, 1), licence="all rights reserved",
    ),
    document(
        "hostile", HOSTILE_TEXT, language="en", title='<b onclick="x">Bold</b>', url="javascript:alert(3)",
        publisher="<i>Nobody</i>", published=date(2022, 7, 1), licence="CC-BY-4.0",
    ),
    document("bare", COPIED_TEXT, language="en"),
]  # fmt: skip


def quantity(key: str, source: Document, surface: str, value: float, unit: str, **rest: object) -> QuantityClaim:
    start = source.text.index(surface)
    return QuantityClaim(
        document=source.id, lang="en", value=value, unit=unit, surface=surface, start=start, end=start + len(surface),
        id=f"claim-{key}", confidence=0.9, reader="test/1", **rest,  # type: ignore[arg-type]
    )  # fmt: skip


def claims() -> list[QuantityClaim | NarrativeClaim]:
    opened, closed, hostile, bare = DOCUMENTS
    opening = opened.text.split("\n")[0]
    return [
        quantity("over", opened, "over 30 GWh a year", 30, "GWh/yr", measure="capacity", qualifier=Bound.OVER,
                 period="2022-05", status="operating", subject="Example Cells"),
        quantity("cost", opened, "4 billion yuan", 4e9, "CNY", measure="investment", period="2022-05",
                 status="operating", subject="Example Cells"),
        quantity("rival", closed, "24 GWh a year", 24, "GWh/yr", measure="capacity", period="2022-05",
                 status="operating", subject="Example Cells"),
        quantity("jobs", hostile, "900 people", 900, "jobs", measure="jobs", period="2022", status="planned",
                 subject="Example Cells", place='"><svg onload=alert(4)>'),
        quantity("bare", bare, "50 GWh a year", 50, "GWh/yr", measure="capacity", period="2030 target",
                 status="planned", subject="Riverton"),
        NarrativeClaim(
            kind=Kind.EVENT, document=opened.id, lang="en", surface=opening, start=0, end=len(opening),
            id="claim-opening", confidence=0.8, reader="test/1",
            data={"type": "commissioning", "date": "2022-05-06", "organisations": ["Example Cells"]},
        ),
    ]  # fmt: skip


ENTITIES = [
    Entity("org-example", EntityKind.ORGANISATION, "Example Cells", {"en": "Example Cells", "zh": "示例电池"}),
    Entity("place-riverton", EntityKind.PLACE, "Riverton", {"en": "Riverton", "zh": "河镇"}),
    Entity(
        "site-example", EntityKind.SITE, "Example Cells, Riverton",
        {"en": "Example Cells, Riverton", "zh": "示例电池（河镇）"}, None,
        {"owner": "org-example", "place": "place-riverton"},
    ),
]  # fmt: skip


def cells() -> list[Observation]:
    return [
        Observation(
            id=f"obs-{year}", table="tables/installed.csv", row=row, subject="Example Cells", measure="installed",
            period=str(year), value=10.0 * row, unit="GWh", source="https://example.org/table",
            vintage=f"{year + 1}-02", licence="CC-BY-4.0",
        )
        for row, year in enumerate((2020, 2021, 2022), start=1)
    ]  # fmt: skip


def ledger() -> Ledger:
    found = {claim.id: claim for claim in claims()}
    site_of = {"claim-over": "site-example", "claim-rival": "site-example", "claim-cost": "site-example"}
    things = {**site_of, "claim-opening": "site-example", "claim-jobs": "org-example", "claim-bare": "place-riverton"}
    mentions = {(claim, "thing"): Mention(claim, "thing", "Example Cells", thing) for claim, thing in things.items()}
    for cell in cells():
        mentions[(cell.id, "thing")] = Mention(cell.id, "thing", cell.subject, "org-example")
    observations = {cell.id: cell for cell in cells()}
    entities = {entity.id: entity for entity in ENTITIES}
    documents = {one.id: one for one in DOCUMENTS}
    return make_ledger(Material(documents, found, observations, entities, mentions, {}))


def publication() -> Publication:
    book = ledger()
    steps = [milestone for group in book.milestones.values() for milestone in group]
    indicators: list[Mapping[str, object]] = [
        {"code": "index", "parent": None, "name_en": "Test index", "name_zh": "测试指数", "definition_en": "The whole.",
         "definition_zh": "整体。",
         "choice_en": "Makers of the test.", "choice_zh": "测试企业。", "unit": None,
         "direction": 1, "weight": 1.0, "tier": "open",
         "licence": None, "status": "computed",
         "index_id": "test"},
        {"code": "installed", "parent": "index", "name_en": "Installed", "name_zh": "装车量", "definition_en": "GWh.",
         "definition_zh": "装车量。", "unit": "GWh", "direction": 1, "weight": 1.0, "tier": "open",
         "licence": "CC-BY-4.0", "status": "computed", "index_id": "test"},
    ]  # fmt: skip
    readings = [
        {"index_id": "test", "indicator": "installed", "unit": "org-example", "period": str(year), "value": value,
         "low": value - 1, "high": value + 1, "used": True, "observations": f"obs-{year}"}
        for year, value in ((2021, 20.0), (2022, 30.0))
    ]  # fmt: skip
    scores = [
        {"index_id": "test", "unit": "org-example", "code": code, "period": str(year), "score": score,
         "score_low": score - 1, "score_high": score + 1, "rank": 1,
         "rank_low": 1.0, "rank_high": 2.0, "state": "ranked", "made_of": "installed"}
        for code in ("index", "installed")
        for year, score in ((2021, 61.25), (2022, 70.5))
    ]  # fmt: skip
    coverage = [
        {"index_id": "test", "code": code, "period": str(year), "units": 1, "passing": passing, "counted": 1, "used": 1,
         "state": "computed" if passing else "not computed: 0 of 1 indicators have enough units"}
        for code in ("index", "installed")
        for year, passing in ((2020, 0), (2021, 1), (2022, 1))
    ]  # fmt: skip
    return Publication(
        ledger=book, name="Battery <Observatory>", name_zh="电池观察", region="place-riverton", edition="abc123",
        dated="2022-07-01", indicators=indicators, readings=readings, scores=scores, coverage=coverage,
        ages=find_ages(steps, date(2026, 1, 1)),
    )  # fmt: skip


def content(made: Publication, lang: str) -> Content:
    capacity = next(fact for fact in made.ledger.select(measure="capacity") if fact.subject == "site-example")
    fact = Value("over 30 GWh", Ref(RefKind.FACT, capacity.id))
    cell, score = Ref(RefKind.OBSERVATION, "obs-2022"), score_ref(made.scores[0])
    sum_of = Computation.of("sum of two years" if lang == "en" else "两年之和", "50 GWh", (cell, fact.ref))
    bars = [{"name": "a", "value": 3, "href": f"#ev-{capacity.id}"}, {"name": "b", "value": 5, "href": "#ev-obs-2022"}]
    encoding = {
        "y": {"field": "name", "type": "nominal"},
        "x": {"field": "value", "type": "quantitative"},
        "href": {"field": "href"},
    }
    chart = Chart("Bars", "Two bars", draw(bars, mark="bar", encoding=encoding), (fact.ref, cell))
    summary = Section(
        "summary",
        "Summary",
        (
            KeyFigures((KeyFigure(fact, "Capacity", (Text("in "), Value("2 places", sum_of.ref))),)),
            Bullets(((Text("It has "), Value("61.3", score), Text(" points.")),)),
        ),
    )
    chain = Section("chain", "The chain", (Paragraph((Text("The plant has "), fact, Text("."))), chart, chart))
    outlook = Section(
        "outlook", "Outlook", (Table("What is to come", ("Thing", "Value"), (((Text("Plant"),), (fact,)),), (1,)),)
    )
    sources = Section(
        "sources", "Sources", (Bibliography((Source(1, "Plant opened"), Source(2, "Morning"), Source(3, "T"))),)
    )
    sections = (summary, chain, outlook, sources)
    return Content(lang, made.title(lang), "A test", "abc123", "2022-07-01", sections, {sum_of.id: sum_of})
