"""Steps of plants that an English sentence tells without naming whose plant it is, or where; every text is made up."""

from __future__ import annotations

import pytest
from narrative_texts import events, only

from gigawatch.claims.facility import is_owner_of_plant


@pytest.mark.parametrize(
    ("text", "type_", "date", "owner", "place"),
    [
        (
            "CATL is building a plant in Arnstadt, Germany. It will make cells. Construction began on 5 Sep 2022.",
            "ground_breaking",
            "2022-09-05",
            "CATL",
            "Arnstadt",
        ),
        (
            "SVOLT has a cell factory in Heusweiler. Two hundred people work there. Production started in May 2023.",
            "commissioning",
            "2023-05",
            "SVOLT",
            None,
        ),
        (
            "Gotion plans a battery plant in Manteno, Illinois. Work on the site started in March 2023.",
            "ground_breaking",
            "2023-03",
            "Gotion",
            "Manteno",
        ),
        (
            "SK On runs the plant of BlueOval SK in Stanton. Ground was broken in September 2022.",
            "ground_breaking",
            "2022-09",
            "BlueOval SK",
            "Stanton",
        ),
        (
            "BYD is at home in Szeged. It broke ground there in June 2022 on a factory for cells.",
            "ground_breaking",
            "2022-06",
            "BYD",
            "Szeged",
        ),
    ],
)
def test_a_step_is_of_the_plant_that_the_text_has_just_spoken_of(
    text: str, type_: str, date: str, owner: str, place: str | None
) -> None:
    found = only(text, "en")
    assert (found["type"], found["date"], found["organisations"]) == (type_, date, [owner])
    assert place is None or found["place"] == place


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        ("Construction of the battery plant in Debrecen by CATL began in May 2022.", "ground_breaking", "2022-05"),
        ("Construction of EVE's new 28 GWh plant in Debrecen started on 12 May 2023.", "ground_breaking", "2023-05-12"),
        ("Production at SK On's plant in Iváncsa began in April 2023.", "commissioning", "2023-04"),
        ("Trial production at the CALB plant in Sines has started.", "trial_production", None),
    ],
)
def test_what_stands_between_a_process_and_its_verb_hides_nothing(text: str, type_: str, date: str | None) -> None:
    found = only(text, "en")
    assert (found["type"], found.get("date")) == (type_, date)


@pytest.mark.parametrize(
    "text",
    [
        "SVOLT is building a plant in Lauchhammer. Construction of the plant has not started.",
        "SVOLT wants a plant in Lauchhammer. Construction of the plant will have begun by 2027.",
        "CATL has a plant in Arnstadt. Production at the plant began to fall in May 2023.",
        "The cell plant under construction in Arnstadt by CATL starts to take shape.",
    ],
)
def test_what_has_not_begun_is_no_step(text: str) -> None:
    assert not [e for e in events(text, "en") if e["type"] in ("ground_breaking", "commissioning")]


def test_a_plant_of_its_own_may_stand_elsewhere() -> None:
    text = "POSCO makes lithium in Gwangyang. Work has begun on another plant of the same size."
    assert only(text, "en").get("place") is None


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Ford and SK On have delayed the second BlueOval SK battery plant in Glendale, Kentucky.", "BlueOval SK"),
        ("General Motors has suspended work on the Ultium Cells plant in Lansing, Michigan.", "Ultium Cells"),
        ("Stellantis and Samsung SDI have postponed StarPlus Energy's second plant in Kokomo.", "StarPlus Energy"),
    ],
)
def test_the_owner_of_a_plant_leads_those_who_decide_on_it(text: str, owner: str) -> None:
    organisations = only(text, "en")["organisations"]
    assert isinstance(organisations, list)
    assert organisations[0] == owner


def test_two_owners_before_leave_a_step_without_one() -> None:
    text = "CATL's plant in Arnstadt and SVOLT's plant in Heusweiler are rivals. Construction began in May 2022."
    assert not [e for e in events(text, "en") if e.get("organisations")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("AESC's plant in Florence: construction began in 2021 but has now been put on hold.", None),
        ("LG Energy Solution's plant in Queen Creek was begun in 2022 and paused in May 2023.", "2023-05"),
    ],
)
def test_the_date_of_one_step_is_not_that_of_the_next(text: str, date: str | None) -> None:
    assert [e.get("date") for e in events(text, "en") if e["type"] == "suspension"] == [date]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("PowerCo opened its battery plant in Salzgitter in May 2023.", "commissioning"),
        ("Verkor assembled the first battery cell at its plant in Dunkirk in May 2023.", "trial_production"),
        ("Ford has resumed construction of its battery plant in Marshall, Michigan.", "ground_breaking"),
    ],
)
def test_openings_first_cells_and_resumptions_are_steps(text: str, type_: str) -> None:
    assert only(text, "en")["type"] == type_


def test_an_opening_of_something_else_is_no_step_of_a_plant() -> None:
    assert not events("CALB has opened the books for its listing in Hong Kong; it makes batteries.", "en")
    assert not events("The visitors saw the newly opened plant of CALB.", "en")


def test_a_town_is_known_by_the_plant_in_it() -> None:
    text = "NextStar Energy started production of cells at its plant in Windsor in May 2023."
    assert only(text, "en")["place"] == "Windsor"


@pytest.mark.parametrize(
    ("text", "name", "is_owner"),
    [
        ("the second Ostra cell plant in Ghent", "Ostra", True),
        ("Ostra's $2.4 billion battery factory near Ghent", "Ostra", True),
        ("machines for Ostra", "Ostra", False),
        ("a supplier to the Ostra plant", "Ostra", False),
        ("the plant of Ostra in Ghent", "Ostra", True),
        ("Ostra will build a plant in Ghent", "Ostra", False),
        ("a plant near the Ostra factory", "Ostra", False),
    ],
)
def test_a_name_owns_the_plant_whose_words_hold_it(text: str, name: str, is_owner: bool) -> None:
    at = text.index(name)
    assert is_owner_of_plant(text, at, at + len(name)) is is_owner
