"""What an English sentence says plainly of a plant: running, planned, denied, whose; every text is made up."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.claims.denial import deny
from gigawatch.model import Document, Kind, QuantityClaim

TODAY = date(2024, 6, 3)


def read(text: str) -> list[QuantityClaim]:
    document = Document(id="d", path="d.txt", sha256="cd" * 32, text=text, published=TODAY, language="en")
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


def told(text: str, measure: str, value: float) -> QuantityClaim:
    return next(c for c in read(text) if (c.measure, c.value) == (measure, value))


@pytest.mark.parametrize(
    "text",
    [
        "SVOLT runs a plant in Heusweiler with a capacity of 14 GWh.",
        "Northvolt's plant in Gdansk went into operation in 2022 with a capacity of 14 GWh a year.",
        "The factory of Veldcell in Porto, which opened in 2021, has a capacity of 14 GWh.",
        "EVE's plant in Kedah has been put into operation with a capacity of 14 GWh.",
        "BYD runs a plant in Szeged with a capacity of 14 GWh and is building one in Izmir.",
    ],
)
def test_a_plant_that_runs_is_operating(text: str) -> None:
    assert told(text, "capacity", 14).status == "operating"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Agratas plans a battery plant in Sanand with an initial capacity of 20 GWh. Production starts in 2026.", 20),
        ("Gotion runs a plant in Goettingen and is building a second one with a capacity of 18 GWh.", 18),
        ("Verkor opened its plant in Dunkirk, which is to have a capacity of 50 GWh by 2030.", 50),
        ("CALB's plant in Sines will be put into operation in 2027 with a capacity of 15 GWh.", 15),
    ],
)
def test_what_is_planned_beside_a_running_plant_is_not_operating(text: str, value: float) -> None:
    assert told(text, "capacity", value).status != "operating"


@pytest.mark.parametrize(
    "text",
    [
        "CATL denied that it will build a 50 GWh plant in Mexico.",
        "Gotion has no plans to build a 50 GWh plant in Ohio.",
        "SVOLT is not planning to open a 50 GWh factory in Saarland, a spokesman said.",
        "Reports of a 50 GWh plant in Sonora are untrue, BYD said.",
        "EVE dismissed reports that it would build a 50 GWh plant in Kedah.",
        "A 50 GWh plant in Turin is not planned, Stellantis said.",
    ],
)
def test_a_plan_that_is_denied_is_no_figure(text: str) -> None:
    assert not [c for c in read(text) if c.value == 50]


@pytest.mark.parametrize(
    "text",
    [
        "SVOLT will not build the 24 GWh plant in Lauchhammer.",
        "Freyr no longer plans to build a 24 GWh plant in Newnan.",
        "Northvolt never began construction of the 24 GWh plant in Borlange.",
    ],
)
def test_a_plan_that_is_refused_is_cancelled(text: str) -> None:
    assert told(text, "capacity", 24).status == "cancelled"


@pytest.mark.parametrize(
    "text",
    [
        "CATL denied that it will cancel its 50 GWh plant in Debrecen.",
        "ACC denies that it is delaying the 50 GWh plant in Termoli.",
        "Gotion has no plans to close its 50 GWh plant in Manteno.",
        "PowerCo is not only building cells but will open a 50 GWh plant in Valencia.",
        "SK On did not comment on Ford, but plans to build a 50 GWh plant in Georgia.",
    ],
)
def test_what_is_not_denied_stands(text: str) -> None:
    assert told(text, "capacity", 50).status not in ("cancelled", "delayed")


def test_a_denial_reaches_no_farther_than_its_own_plan() -> None:
    assert deny("ostra denied that it will leave turin, and will build a ", " plant") is None
    assert deny("ostra denied that it will build a ", " plant") == "denied"
    assert deny("ostra denied that it will close its ", " plant") == "upheld"


@pytest.mark.parametrize(
    ("text", "value", "owner"),
    [
        ("Veldcell leads the market. The plant of Ostra in Skelleftea has an annual capacity of 16 GWh.", 16, "Ostra"),
        ("CATL is far ahead. The second BlueOval SK plant is planned with a capacity of 43 GWh.", 43, "BlueOval SK"),
        ("Panasonic is cautious. In Lansing, Ultium Cells' plant is to have a capacity of 50 GWh.", 50, "Ultium Cells"),
    ],
)
def test_the_owner_of_the_plant_wins_over_the_firm_of_the_sentence_before(text: str, value: float, owner: str) -> None:
    assert told(text, "capacity", value).subject == owner


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        (
            "CATL announced on 12 August 2022 a plant in Debrecen. SK On's plant in Ivancsa makes 30 GWh a year.",
            30,
            "2022-08",
        ),
        (
            "ACC opened a factory in Douai on 30 May 2023. Verkor's factory in Dunkirk will make 16 GWh a year.",
            16,
            "2023-05",
        ),
        (
            "EVE signed for its plant in Kedah in May 2024. Samsung SDI's plant in Seremban has a capacity of 8 GWh.",
            8,
            "2024-05",
        ),
    ],
)
def test_the_date_of_one_firm_is_not_that_of_the_next(text: str, value: float, day: str) -> None:
    assert not (told(text, "capacity", value).period or "").startswith(day)


def test_the_place_of_one_plant_is_not_that_of_the_next() -> None:
    text = "StarPlus Energy is building a battery plant in Kokomo. Samsung SDI's plant with GM is planned at 30 GWh."
    assert told(text, "capacity", 30).place is None


@pytest.mark.parametrize(
    ("text", "value", "described"),
    [
        (
            "CATL is building a cell plant in Yibin. Libode has a capacity of 60,000 tonnes of cathode a year.",
            60000,
            "cathode",
        ),
        (
            "EVE makes cells in Jingmen. SEMCORP's separator plant in Yuxi makes 400 million square metres a year.",
            4e8,
            "separator plant",
        ),
        (
            "Gotion runs a cell plant in Hefei. In Lujiang it can make 20,000 tonnes of anode material a year.",
            20000,
            "anode material",
        ),
    ],
)
def test_what_a_figure_is_of_is_not_the_plant_of_another(text: str, value: float, described: str) -> None:
    assert next(c for c in read(text) if c.value == value).object == described


def test_the_plant_goes_on_being_what_a_figure_is_of() -> None:
    text = "EVE is building a cathode plant in Jingmen for 3 billion yuan. The plant will employ 200 people."
    assert told(text, "jobs", 200).object == "cathode plant"


@pytest.mark.parametrize(
    "text",
    [
        "Ostra has two plants in Ghent. Ostra's first plant in Ghent makes 7 GWh and its second plant in Ghent 9 GWh.",
        "The first and second Ostra plants in Ghent are to start with 7 GWh and 9 GWh.",
        "Ostra plans a second plant in Ghent with 9 GWh a year. Ostra's first plant in Ghent makes 7 GWh a year.",
    ],
)
def test_numbered_plants_at_one_place_are_parts_of_it(text: str) -> None:
    assert {c.value: c.phase for c in read(text) if c.measure == "capacity"} == {7: "first plant", 9: "second plant"}


def test_the_one_numbered_plant_at_a_place_is_all_that_is_there() -> None:
    text = "Ostra runs its first plant in Ghent with 7 GWh. Ostra plans a second plant in Turin with 9 GWh."
    assert {c.phase for c in read(text)} == {None}


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        (
            "LG Energy Solution makes cells in Holland, Michigan. Its plant in Holland has 16 GWh.",
            16,
            "Holland, Michigan",
        ),
        (
            "BlueOval SK builds in Glendale, Kentucky. Its plant in Glendale is to make 43 GWh.",
            43,
            "Glendale, Kentucky",
        ),
        ("CATL is building a plant in Debrecen, Hungary, with a capacity of 100 GWh.", 100, "Debrecen"),
    ],
)
def test_a_town_is_told_with_its_region_where_its_name_alone_misleads(text: str, value: float, place: str) -> None:
    assert told(text, "capacity", value).place == place


@pytest.mark.parametrize(
    "text",
    [
        "Ostra plans a plant in Ghent with a capacity of 40 GWh. It plans a plant in Turin with a capacity of 40 GWh.",
        "Ostra's plant in Ghent is to make 40 GWh. Ostra's plant in Turin is to make 40 GWh as well.",
        "Ostra runs a plant in Porto with a capacity of 40 GWh. Ostra builds one in Ghent with a capacity of 40 GWh.",
    ],
)
def test_the_same_capacity_in_two_towns_is_two_figures(text: str) -> None:
    assert len({c.place for c in read(text) if c.value == 40}) == 2


def test_the_same_capacity_of_one_town_is_one_figure() -> None:
    text = "Ostra's plant in Ghent is to make 40 GWh. In Ghent, Ostra said, 40 GWh a year will be made."
    assert len([c for c in read(text) if c.value == 40]) == 1


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("Ostra plans 9 GWh in Ghent. Ostra's three plants in Europe are to make 30 GWh in all.", 30, "Europe"),
        ("Ostra plans 9 GWh in Ghent. When its four plants in Canada run, it will have 30 GWh.", 30, "Canada"),
        (
            "Ostra has a plant in Ghent with 9 GWh. It has a plant in Turin with 11 GWh. Its two plants make 20 GWh.",
            20,
            None,
        ),
    ],
)
def test_what_several_plants_make_is_not_made_in_the_town_of_one(text: str, value: float, place: str | None) -> None:
    assert told(text, "capacity", value).place == place


@pytest.mark.parametrize(
    ("text", "value", "owner"),
    [
        ("ACC, owned by Veldcell, BYD and Stellantis, has stopped building three battery plants in Europe.", 3, "ACC"),
        (
            "StarPlus Energy, a joint venture of Veldcell and Samsung SDI, will invest 3 billion euros in Ghent.",
            3e9,
            "StarPlus Energy",
        ),
        (
            "Northvolt, which is backed by BMW, Volvo and ABB, has raised its capacity in Ghent to 18 GWh.",
            18,
            "Northvolt",
        ),
    ],
)
def test_the_owners_in_an_aside_are_not_who_acts(text: str, value: float, owner: str) -> None:
    assert next(c for c in read(text) if c.value == value).subject == owner


@pytest.mark.parametrize(
    "behind",
    [
        "The plant will produce 8,000 tonnes a year of lithium hydroxide.",
        "It will produce 8,000 tonnes a year of lithium hydroxide.",
        "The plant of Ostra Cells will produce 8,000 tonnes a year of lithium hydroxide.",
    ],
)
def test_a_plant_told_to_be_complete_stands_where_its_output_is_told_as_to_come(behind: str) -> None:
    text = f"Ostra has completed a lithium hydroxide plant in Ghent. {behind}"
    assert told(text, "capacity", 8_000).status == "operating"


@pytest.mark.parametrize(
    "ahead",
    [
        "After a later expansion the site is expected to reach 80,000 tonnes a year of cathode material.",
        "A second plant will produce 80,000 tonnes a year of cathode material.",
    ],
)
def test_what_a_complete_plant_is_to_grow_to_does_not_run(ahead: str) -> None:
    text = f"Ostra has completed its cathode plant in Ghent and makes 40,000 tonnes a year of it. {ahead}"
    assert told(text, "capacity", 80_000).status not in ("operating", "reported")


def test_a_plant_whose_construction_is_complete_does_not_run_for_what_it_is_to_supply() -> None:
    text = (
        "Ostra has completed construction of its cathode plant in Ghent. The plant is to supply 20,000 tonnes a year."
    )
    assert told(text, "capacity", 20_000).status not in ("operating", "reported")


def test_scrap_that_a_recycling_plant_takes_cancels_nothing() -> None:
    text = "Ostra has started its recycling plant in Ghent. It can take 20,000 tonnes a year of batteries and scrap."
    assert told(text, "capacity", 20_000).status == "operating"
    ended = "Ostra has decided to scrap its 30 GWh battery plant in Ghent."
    assert told(ended, "capacity", 30).status == "cancelled"
