"""An order against a published list, beside the last list and the plain ranking. Every list here is synthetic."""

from __future__ import annotations

import pytest

from gigawatch.index.definition.agreement import OURS, Order, measure_list, order_amounts, order_before
from gigawatch.index.definition.comparison import Comparison, hold_against
from gigawatch.index.definition.publication import Part, Told, gather_lists, list_publications, load_publication
from gigawatch.index.definition.published import PublishedList

PART = Part(
    "synthetic.overall", "synthetic", "index", "amount", {"en": "synthetic", "zh": "虚构"}, {"en": "", "zh": ""}
)
FIVE = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}


def listing(edition: str, places: dict[str, int], within: dict[str, int] | None = None) -> PublishedList:
    return PublishedList("synthetic", "synthetic", "overall", edition, str(int(edition) - 1), places, within or {})


def ours(places: dict[str, float], why: str = "") -> Order:
    return Order(OURS, "index", places, why)


def compare(places: dict[str, float], before: dict[str, int], amounts: dict[str, float]) -> Comparison:
    now, last = listing("2024", FIVE), listing("2023", before)
    return hold_against(PART, now, ours(places), order_before(now, [last, now]), order_amounts("amount", amounts))


def test_the_same_order_agrees_wholly_and_p_is_exact() -> None:
    found = measure_list(listing("2024", FIVE), ours(dict(FIVE)))
    assert (found.tau, found.compared, found.overlap, found.k) == (1.0, 5, 5, 5)
    assert found.p == pytest.approx(2 / 120)


def test_one_swap_of_three_is_a_third_and_others_between_lower_the_set_only() -> None:
    found = measure_list(listing("2024", {"A": 1, "B": 2, "C": 3}), ours({"B": 1, "X": 2, "A": 3, "C": 4}))
    assert found.tau == pytest.approx(1 / 3)
    assert found.overlap == 2


def test_what_we_do_not_rank_is_named_and_not_filled() -> None:
    found = measure_list(listing("2024", FIVE), ours({"A": 1, "C": 2}))
    assert (found.held, found.missing, found.compared) == (("A", "C"), ("B", "D", "E"), 2)


def test_a_list_without_places_has_a_set_and_no_order() -> None:
    told = [Told(name, "listed.synthetic.overall", "2022", i, False, "s", "2022") for i, name in enumerate("ABC", 1)]
    (found,) = gather_lists("synthetic", PART, told)
    assert (found.basis, found.k, found.year) == ("set", 3, "2021")
    agreement = measure_list(found, ours({"C": 1, "A": 2, "B": 3}))
    assert (agreement.tau, agreement.overlap) == (None, 3)


def test_a_list_with_gaps_is_measured_to_its_first_gap() -> None:
    assert listing("2024", {"A": 1, "B": 2, "C": 6}).k == 2
    assert listing("2024", {"A": 1, "B": 2, "C": 2, "D": 14}).k == 3
    assert listing("2024", {"A": 1, "B": 16}, {"C": 3, "D": 3}).k == 3
    assert listing("2024", {"A": 4, "B": 5}).k == 0


def test_the_last_list_is_held_only_as_far_as_it_was_published() -> None:
    now, last = listing("2024", FIVE), listing("2022", {}, {"A": 3, "B": 3, "C": 3})
    found = measure_list(now, order_before(now, [now, last]))
    assert (found.order.what, found.tau, found.k, found.overlap) == ("edition 2022", None, 3, 3)


def test_who_ties_across_the_border_of_the_first_k_is_outside() -> None:
    assert order_amounts("amount", {"A": 9, "B": 1, "C": 1}).first(2) == {"A"}


def test_a_baseline_that_does_better_is_said_to() -> None:
    found = compare({"B": 1, "A": 2, "C": 3, "D": 4, "F": 5}, FIVE, {"A": 5, "B": 4, "D": 3, "C": 2, "G": 9})
    assert [(one.order, one.members) for one in found.verdicts] == [("worse", "worse"), ("equal", "equal")]
    assert "order worse than the last published list (over 4 names)" in found.tell("en")
    assert "排序劣于上一次公布的名单（4个可比）" in found.tell("zh")


def test_beating_a_baseline_is_judged_on_the_names_that_both_have() -> None:
    found = compare({"A": 1, "B": 2}, {"B": 1, "A": 2, "C": 3, "D": 4, "E": 5}, {})
    assert (found.verdicts[0].order, found.verdicts[0].compared) == ("better", 2)
    assert found.verdicts[1].order == "not comparable"


def test_an_order_that_cannot_be_compared_says_why_in_both_languages() -> None:
    found = compare({"A": 1, "X": 2}, FIVE, {"A": 5, "B": 4})
    assert found.verdicts[0].order == "not comparable"
    assert "last published list (fewer than two names with places of their own in all)" in found.tell("en")
    assert "（三者共有且名次各异的不足两个）" in found.tell("zh")


def test_where_we_compute_nothing_the_line_says_why() -> None:
    now = listing("2024", FIVE)
    found = hold_against(PART, now, ours({}, "not computed: synthetic reason"), order_before(now, []))
    assert found.tell().endswith("not comparable: not computed: synthetic reason.")
    assert found.verdicts[0].order == "not comparable"


def test_every_publication_that_ships_names_its_parts_in_both_languages() -> None:
    assert list_publications() == ("bnef", "official")
    for name in list_publications():
        found = load_publication(name)
        assert all(words for part in found.parts for words in (found.names["zh"], part.names["en"], part.names["zh"]))
        assert all(part.code or (part.why["en"] and part.why["zh"]) for part in found.parts)
