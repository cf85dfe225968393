"""Plants that close, people who work there already, and plans that took the place of others; every text is made up."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def figures(text: str, published: date, lang: str) -> dict[float, QuantityClaim]:
    document = Document(id="d", path="d", sha256="ab" * 32, text=text, published=published, language=lang)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return {claim.value: claim for claim in claims if isinstance(claim, QuantityClaim)}


def told(claim: QuantityClaim) -> tuple[str | None, str | None]:
    return claim.status, claim.period


JULY = date(2025, 7, 10)


def test_what_a_closed_plant_could_make_ran_since_it_opened() -> None:
    text = "澄远新能源7月9日宣布关闭其位于岳阳的磷酸铁锂正极材料工厂，该工厂年产能3万吨，于2020年投产，员工450人。"
    found = figures(text, JULY, "zh")
    assert told(found[30_000]) == told(found[450]) == ("operating", "2020")


def test_a_closed_plant_whose_opening_nothing_dates_ran_until_it_closed() -> None:
    text = (
        "Mirafell Power closed its cell plant in Graz, Austria, on 30 June 2025. The plant made 3 GWh a year and "
        "employed 420 people."
    )
    found = figures(text, JULY, "en")
    assert told(found[3]) == told(found[420]) == ("operating", "2025-06-30")


@pytest.mark.parametrize("stop", [" ", "\n\n"])
def test_the_plant_of_the_firm_that_closed_it_last_is_not_the_other_firm_s(stop: str) -> None:
    text = (
        f"Orlin Cells said on 1 July 2025 it will close its plant in Bremen by the end of 2025.{stop}"
        "Mirafell Power closed its cell plant in Graz, Austria, on 30 June 2025. The plant made 3 GWh a year."
    )
    claim = figures(text, JULY, "en")[3]
    assert (claim.subject, claim.place, *told(claim)) == ("Mirafell Power", "Graz", "operating", "2025-06-30")


@pytest.mark.parametrize(
    ("lang", "text", "owner", "place"),
    [
        (
            "en",
            "Orlin Cells to close Bremen plant\n\nOrlin Cells said it will close its plant in Bremen. "
            "Orlin Cells had opened the plant in 2019.\n\nMirafell Power closed its cell plant in Graz on 30 June. "
            "The plant made 3 GWh a year.",
            "Mirafell Power",
            "Graz",
        ),
        (
            "en",
            "After Orlin Cells said it will close its plant in Bremen, Mirafell Power closed its cell plant in Graz on "
            "30 June 2025. The plant made 3 GWh a year.",
            "Mirafell Power",
            "Graz",
        ),
        (
            "zh",
            "启衡电池7月2日宣布将关闭滁州工厂，该工厂年产能6GWh。澄远新能源6月30日关闭了位于岳阳的电芯工厂。该工厂年产能3GWh。",
            "澄远新能源",
            "岳阳",
        ),
    ],
)
def test_the_plant_is_that_of_the_firm_that_the_sentence_before_closes(
    lang: str, text: str, owner: str, place: str
) -> None:
    claim = figures(text, JULY, lang)[3]
    assert (claim.subject, claim.place) == (owner, place)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        (
            "en",
            "Mirafell Power closed its cell plant in Graz on 30 June. Its new plant in Linz will make 8 GWh a year.",
            8,
        ),
        ("zh", "禾川锂能宣布关闭滁州年产能4GWh的电池工厂，并在宜宾投资50亿元建设20GWh基地。", 20),
    ],
)
def test_what_a_firm_plans_beside_a_closed_plant_does_not_run(lang: str, text: str, value: float) -> None:
    assert figures(text, JULY, lang)[value].status in ("announced", "planned")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Tarnova Energy employs 1,650 people at its plant in Debrecen, the company said on 7 March 2024."),
        ("zh", "江澜新能源3月7日表示，其荆州工厂目前有员工1,650人。"),
    ],
)
def test_people_who_work_there_are_no_forecast(lang: str, text: str) -> None:
    assert told(figures(text, date(2024, 3, 8), lang)[1650]) == ("reported", "2024-03-07")


def test_people_of_a_plant_to_come_are_still_to_be_hired() -> None:
    text = "江澜新能源将在荆州建设20GWh基地，项目建成后员工1,650人。"
    assert figures(text, date(2024, 3, 8), "zh")[1650].status != "reported"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Tarnova Energy now plans 11 GWh at its Debrecen plant, instead of the 26 GWh announced in 2022, "
            "the company said on 13 May 2025.",
        ),
        ("zh", "江澜新能源5月13日公告称，荆州基地现规划产能11GWh，而非2022年宣布的26GWh。"),
    ],
)
def test_a_plan_is_not_of_the_date_of_the_plan_that_it_replaces(lang: str, text: str) -> None:
    found = figures(text, date(2025, 5, 15), lang)
    assert (found[11].period, found[26].period) == ("2025-05-13", "2022")
