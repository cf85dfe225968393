"""The histories of announced plants: every row leads to pages and is read in one way."""

from __future__ import annotations

from gigawatch.figures import Sampling, last_day_of, load_histories, middle_of
from gigawatch.vocab import links, places, statuses


def test_every_history_names_its_pages() -> None:
    for one in load_histories():
        assert all(page.startswith("http") for page in (one.source, one.earlier_source, one.outcome_source)), one.name
        assert one.note


def test_every_history_is_of_a_known_country_link_and_status() -> None:
    for one in load_histories():
        assert not one.country or places().find(one.country), one.country
        assert one.link in links() or one.link == "other_material", one.link
        assert {one.earlier_status, one.outcome_status} <= set(statuses()), one.name


def test_the_earlier_source_comes_first_and_tells_of_no_start() -> None:
    for one in load_histories():
        assert middle_of(one.earlier_on) <= last_day_of(one.outcome_on), one.name
        assert one.earlier_status not in ("operating", "trial_production", "cancelled", "closed"), one.name


def test_what_operates_has_started_and_what_was_cancelled_has_not() -> None:
    for one in load_histories():
        if one.outcome_status in ("operating", "closed"):
            assert one.started, one.name
        if one.outcome_status == "cancelled":
            assert not one.started, one.name


def test_a_project_is_told_once() -> None:
    names = [(one.name.casefold(), one.country) for one in load_histories()]
    assert len(names) == len(set(names))


def test_there_are_lists_followed_whole_beside_single_cases() -> None:
    kinds = {one.sampling for one in load_histories()}
    assert kinds == set(Sampling)


def test_a_start_is_told_only_of_what_started_and_lies_between_the_two_sources() -> None:
    for one in load_histories():
        if one.started_on:
            assert one.started, one.name
            assert last_day_of(one.started_on) >= middle_of(one.earlier_on), one.name
            exact = min(len(one.started_on), len(one.outcome_on))
            assert one.started_on[:exact] <= one.outcome_on[:exact], one.name


def test_a_start_of_another_day_than_the_later_source_names_its_pages() -> None:
    for one in load_histories():
        if one.started_on and one.started_on != one.outcome_on:
            told = one.note.partition(f"started on {one.started_on} by: ")[2]
            assert told, one.name


def test_no_start_is_promised_for_a_year_before_the_announcement() -> None:
    for one in load_histories():
        first = one.announced or one.earlier_on
        assert one.promised is None or one.promised >= middle_of(first).year, one.name


def test_dates_are_as_exact_as_the_pages_tell_them() -> None:
    assert str(middle_of("2023-05-02")) == "2023-05-02"
    assert (str(last_day_of("2023")), str(last_day_of("2024-02")), str(last_day_of("2023-12"))) == (
        "2023-12-31",
        "2024-02-29",
        "2023-12-31",
    )
