"""The commissioning press release, read where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from narrative_texts import read

from gigawatch.model import Kind, NarrativeClaim

RELEASE = Path(__file__).parents[2] / "../shared/seed/press-release.txt"
pytestmark = pytest.mark.skipif(not RELEASE.exists(), reason="the press release is not part of the repository")


@pytest.fixture(scope="module")
def found() -> list[NarrativeClaim]:
    text = RELEASE.read_text(encoding="utf-8")
    claims = read(text, "en", published=None)
    assert all(text[c.start : c.end] == c.surface for c in claims)
    return claims


def of(found: list[NarrativeClaim], kind: Kind, type_: str | None = None) -> list[NarrativeClaim]:
    return [c for c in found if c.kind == kind and (type_ is None or c.data["type"] == type_)]


def test_the_conference_is_found_with_everyone_who_took_part(found: list[NarrativeClaim]) -> None:
    (conference,) = of(found, Kind.EVENT, "conference")
    data = conference.data
    assert (data["name"], data["date"], data["place"]) == (
        "2022 World EV & ES Battery Conference",
        "2022-07-21/2022-07-23",
        "Yibin",
    )
    assert data["sponsors"] == [
        "Sichuan Provincial People’s Government",
        "Ministry of Industry and Information Technology",
    ]
    people = data["participants"]
    assert isinstance(people, dict)
    assert people["cell_and_material_makers"][0] == "CATL"
    assert people["cell_and_material_makers"][1].startswith("BTR (Jiangsu)")
    assert people["vehicle_makers"] == ["BYD", "Nio"]
    assert people["officials"] == ["government officials"]
    assert people["scientists"] == ["top scientists", "Ouyang Minggao"]
    assert people["industry_bodies"] == ["China Battery Industry Association"]


def test_the_index_and_the_report_are_released_at_the_conference(found: list[NarrativeClaim]) -> None:
    (release,) = of(found, Kind.EVENT, "release")
    assert release.data["released"] == ["industry development report", "industry development index"]
    assert release.data["event"] == "2022 World EV & ES Battery Conference"


def test_the_48_agreements_are_one_claim_in_two_currencies(found: list[NarrativeClaim]) -> None:
    (agreement,) = of(found, Kind.AGREEMENT)
    assert agreement.data["count"] == 48
    assert agreement.data["investments"] == [{"value": 9.62e10, "unit": "CNY"}, {"value": 1.42e10, "unit": "USD"}]
    assert (agreement.data["place"], agreement.data["status"]) == ("Yibin", "signed")


def test_the_declaration_has_four_signatories_and_five_pledges(found: list[NarrativeClaim]) -> None:
    pledges = of(found, Kind.PLEDGE)
    assert [p.data["theme"] for p in pledges] == ["research", "green", "collaboration", "exchange", "community"]
    assert all(p.data["signatories"] == pledges[0].data["signatories"] for p in pledges)
    assert pledges[0].data["signatories"] == ["China Battery Industry Association", "Panasonic Holdings", "CATL", "BYD"]


def test_the_academician_makes_two_dated_forecasts(found: list[NarrativeClaim]) -> None:
    statements = of(found, Kind.STATEMENT)
    assert [s.data["speaker"] for s in statements] == ["Ouyang Minggao"] * 2
    assert [s.data["modality"] for s in statements] == ["forecast"] * 2
    assert [s.data["date"] for s in statements] == ["2022-07-25"] * 2


def test_the_superlatives_are_marked_to_be_checked(found: list[NarrativeClaim]) -> None:
    boasts = {str(c.data["quality"]): c.data for c in of(found, Kind.SUPERLATIVE)}
    assert set(boasts) == {"first", "largest single", "world-leading", "complete"}
    assert boasts["first"]["hedge"] == "is said to be"
    assert boasts["largest single"]["subject"] == boasts["world-leading"]["subject"] == "CATL"
    assert boasts["complete"]["subject"] == "Yibin"
    assert all(boast["to_check"] is True for boast in boasts.values())


def test_nothing_in_the_release_changes_the_status_of_a_project(found: list[NarrativeClaim]) -> None:
    types = {c.data["type"] for c in of(found, Kind.EVENT)}
    assert types == {"conference", "declaration", "release", "signing"}
