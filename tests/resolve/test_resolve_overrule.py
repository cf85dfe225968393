from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigawatch.model import Document, EntityKind, Force, Judgement, QuantityClaim, Verdict, make_id
from gigawatch.resolve import Resolution, hash_pair, resolve

DOCUMENTS = {"doc-1": Document("doc-1", "a.md", "00", "text", published=date(2022, 7, 25))}
FIRMS = ("CATL", "Gotion", "SVOLT", "Sunwoda", "EVE Energy")


def claim(key: str, subject: str, place: str = "Yibin", **fields: object) -> QuantityClaim:
    values: dict[str, object] = {
        "measure": "capacity",
        "value": 1.0,
        "unit": "GWh/yr",
        "surface": "x",
        "start": 0,
    } | fields
    more = {"end": 1, "lang": "en", "confidence": 1.0, "reader": "test/1", "document": "doc-1"}
    return QuantityClaim(id=key, subject=subject, place=place, **values, **more)  # type: ignore[arg-type]


def say(verdict: Verdict, left: str, right: str, evidence: str | None = None) -> Judgement:
    left, right = sorted((left, right))
    key = make_id("judgement", verdict.value, left, right)
    return Judgement(key, left, right, verdict, "Anna", date(2026, 1, 5), "she knows", evidence=evidence)


def subject_of(found: Resolution, key: str) -> str:
    return found.mentions[(key, "subject")].entity


def thing_of(found: Resolution, key: str) -> str:
    return found.mentions[(key, "thing")].entity


def test_without_judgements_the_rules_alone_decide() -> None:
    claims = [claim("c1", "CATL"), claim("c2", "Gotion")]
    assert resolve(DOCUMENTS, claims, [], ()).mentions == resolve(DOCUMENTS, claims, []).mentions


def test_what_is_joined_through_a_third_name_is_one_thing() -> None:
    claims = [claim("c1", "CATL"), claim("c2", "Gotion"), claim("c3", "SVOLT")]
    judged = [say(Verdict.SAME, "CATL", "Gotion"), say(Verdict.SAME, "Gotion", "SVOLT")]
    found = resolve(DOCUMENTS, claims, [], judged)
    assert len({subject_of(found, key) for key in ("c1", "c2", "c3")}) == 1
    assert len({thing_of(found, key) for key in ("c1", "c2", "c3")}) == 1
    assert all(found.judgements[j.id].force is Force.IN_FORCE for j in judged)


def test_a_phase_goes_with_the_owner_that_is_joined() -> None:
    claims = [claim("c1", "Gotion", phase="Phase II"), claim("c2", "CATL", phase="Phase II")]
    assert thing_of(resolve(DOCUMENTS, claims, []), "c1") != thing_of(resolve(DOCUMENTS, claims, []), "c2")
    found = resolve(DOCUMENTS, claims, [], [say(Verdict.SAME, "Gotion", "CATL")])
    assert found.entities[thing_of(found, "c1")].kind is EntityKind.PHASE
    assert thing_of(found, "c1") == thing_of(found, "c2")


def test_a_firm_joined_with_its_parent_is_no_part_of_itself() -> None:
    found = resolve(DOCUMENTS, [claim("c1", "Sichuan Times"), claim("c2", "CATL")], [], [
        say(Verdict.SAME, "Sichuan Times", "CATL")
    ])  # fmt: skip
    assert subject_of(found, "c1") == subject_of(found, "c2")
    assert all(entity.part_of != entity.id for entity in found.entities.values())
    assert {e.part_of for e in found.entities.values()} <= {None, *found.entities}


def test_a_parted_name_takes_its_own_claims_and_plants_and_no_others() -> None:
    claims = [claim("c1", "Hive"), claim("c2", "SVOLT"), claim("c3", "Hive", phase="Phase I")]
    before = resolve(DOCUMENTS, claims, [])
    assert subject_of(before, "c1") == subject_of(before, "c2")
    found = resolve(DOCUMENTS, claims, [], [say(Verdict.NOT_SAME, "Hive", "SVOLT")])
    assert subject_of(found, "c1") == subject_of(found, "c3") != subject_of(found, "c2")
    assert found.entities[thing_of(found, "c3")].data["owner"] == subject_of(found, "c1")
    assert thing_of(found, "c2") == thing_of(before, "c2")


def test_not_the_same_keeps_two_things_from_being_joined_through_others() -> None:
    judged = [
        say(Verdict.SAME, "CATL", "Gotion"),
        say(Verdict.SAME, "Gotion", "SVOLT"),
        say(Verdict.NOT_SAME, "CATL", "SVOLT"),
    ]
    found = resolve(DOCUMENTS, [claim("c1", "CATL"), claim("c2", "Gotion"), claim("c3", "SVOLT")], [], judged)
    assert len({subject_of(found, key) for key in ("c1", "c2", "c3")}) == 3
    assert [found.judgements[j.id].ground for j in judged] == ["against-others", "against-others", None]


def test_two_places_are_joined_with_the_sites_at_them() -> None:
    claims = [claim("c1", "CATL", "Yibin"), claim("c2", "CATL", "Suining")]
    found = resolve(DOCUMENTS, claims, [], [say(Verdict.SAME, "Yibin", "Suining")])
    assert thing_of(found, "c1") == thing_of(found, "c2")


def test_a_thing_whose_names_are_others_now_reopens_the_judgement() -> None:
    claims = [claim("c1", "CATL"), claim("c2", "Gotion")]
    entities = resolve(DOCUMENTS, claims, []).entities
    good = say(Verdict.SAME, "Gotion", "org-catl", hash_pair("Gotion", "org-catl", entities))
    stale = say(Verdict.SAME, "Gotion", "org-catl", "words-of-old")
    assert resolve(DOCUMENTS, claims, [], [good]).judgements[good.id].holds
    found = resolve(DOCUMENTS, claims, [], [stale]).judgements[stale.id]
    assert (found.force, found.ground) == (Force.REOPENED, "names-changed")


def test_what_a_rule_was_unsure_of_and_a_person_confirms_is_open_no_longer() -> None:
    claims = [claim("c1", "Gigantic Cells Ltd")]
    thing = subject_of(resolve(DOCUMENTS, claims, []), "c1")
    found = resolve(DOCUMENTS, claims, [], [say(Verdict.SAME, "Gigantic Cells Ltd", thing)])
    rules = [j for j in found.judgements.values() if j.is_rule and j.left == "Gigantic Cells Ltd"]
    assert {(j.verdict, j.force) for j in rules} == {(Verdict.UNSURE, Force.SUPERSEDED)}


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.NOT_SAME])
def test_a_name_that_is_nowhere_reopens_the_judgement(verdict: Verdict) -> None:
    judged = say(verdict, "CATL", "Nobody of Nowhere")
    found = resolve(DOCUMENTS, [claim("c1", "CATL")], [], [judged]).judgements[judged.id]
    assert (found.force, found.ground) == (Force.REOPENED, "name-gone")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([Verdict.SAME, Verdict.NOT_SAME]), st.sampled_from(FIRMS), st.sampled_from(FIRMS)),
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_judgements_makes_no_difference_and_nothing_hangs_loose(
    told: list[tuple[Verdict, str, str]], random: object
) -> None:
    judged = [say(verdict, left, right) for verdict, left, right in told if left != right]
    claims = [claim(f"c{n}", name, phase="Phase I" if n % 2 else None) for n, name in enumerate(FIRMS)]
    one = resolve(DOCUMENTS, claims, [], judged)
    random.shuffle(judged)  # type: ignore[attr-defined]
    other = resolve(DOCUMENTS, claims, [], judged)
    assert (one.entities, one.mentions) == (other.entities, other.mentions)
    assert {j: one.judgements[j].force for j in one.judgements} == {
        j: other.judgements[j].force for j in other.judgements
    }
    assert {mention.entity for mention in one.mentions.values()} <= set(one.entities)
    assert {e.part_of for e in one.entities.values()} <= {None, *one.entities}


AAVOLTA = ("Aavolta Energy", "Aavolta Energy Batteries AS")  # synthetic; one firm by the rules


@pytest.mark.parametrize("phase", [None, "Phase II"])
def test_a_person_who_says_where_an_unknown_place_is_moves_the_plant_and_not_its_owner(phase: str | None) -> None:
    claims = [claim("c1", AAVOLTA[0], "Debrecen", phase=phase), claim("c2", AAVOLTA[1], "Zorkland", phase=phase)]
    claims = [replace(one, document=f"doc-{number}") for number, one in enumerate(claims, start=1)]
    documents = DOCUMENTS | {"doc-2": Document("doc-2", "b.md", "00", "text", published=date(2022, 7, 26))}
    before = resolve(documents, claims, [])
    assert subject_of(before, "c1") == subject_of(before, "c2")
    assert ("c2", "place") not in before.mentions
    found = resolve(documents, claims, [], [say(Verdict.SAME, "Zorkland", "Debrecen")])
    assert found.mentions[("c2", "subject")] == before.mentions[("c2", "subject")]
    assert thing_of(found, "c2") == thing_of(found, "c1")
    assert found.entities[thing_of(found, "c2")].data["owner"] == subject_of(before, "c2")
    assert found.mentions[("c2", "place")].surface == "Zorkland"
    assert {key: one for key, one in found.mentions.items() if key[0] == "c1"} == {
        key: one for key, one in before.mentions.items() if key[0] == "c1"
    }
