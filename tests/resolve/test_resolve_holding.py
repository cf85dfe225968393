"""Who holds a joint venture: its partners, and a share only where a page tells it."""

from __future__ import annotations

import pytest

from gigawatch.ledger.holding import holders_of
from gigawatch.ledger.part.drawing import draw_tree
from gigawatch.resolve.naming import organisation_entity
from gigawatch.vocab import organisations
from gigawatch.vocab.venture import ventures


@pytest.fixture
def ledger(desk):
    desk.document("a", "Synthetic. NextStar Energy builds 49.5 GWh a year in Windsor, Ontario.", "2025-01-10")
    fields = {"subject": "NextStar Energy", "status": "under_construction", "place": "Windsor, Ontario"}
    desk.say("a", "49.5 GWh", 49.5, **fields)
    return desk.ledger()


def test_a_joint_venture_has_its_partners_with_their_shares_and_the_page_that_tells_them(ledger):
    told = holders_of(ledger.entities, "org-nextstar")
    assert [(one.names["en"], one.share) for one in told] == [("LG Energy Solution", 51.0), ("Stellantis", 49.0)]
    assert all(one.source.startswith("https://") and one.told_on == "2026-02-06" for one in told)


def test_the_plant_of_a_joint_venture_is_held_by_its_partners(ledger):
    (plant,) = (e.id for e in ledger.entities.values() if e.data.get("owner") == "org-nextstar")
    assert holders_of(ledger.entities, plant) == holders_of(ledger.entities, "org-nextstar")


def test_the_tree_of_a_joint_venture_names_its_partners_in_both_languages(ledger):
    roots = ledger.tree("NextStar Energy")
    held = "held by LG Energy Solution 51%, Stellantis 49% (as published 2026-02-06)"
    assert held in draw_tree(ledger, roots, "GWh/yr").replace("6 February 2026", "2026-02-06")
    assert "股东：LG新能源51%，" in draw_tree(ledger, roots, "GWh/yr", "zh")


def test_no_share_is_kept_without_its_page():
    for venture in ventures().values():
        told = organisation_entity(organisations().get(venture.organisation)).data["holders"]
        assert [one["organisation"] for one in told] == list(venture.partners)
        assert all(one["source"].startswith("http") for one in told if "share" in one)


def test_what_nobody_is_known_to_hold_has_no_holders(ledger):
    assert holders_of(ledger.entities, "place-ca-08") == ()
    assert holders_of(ledger.entities, "no such thing") == ()
