"""The library's door: a built workspace answers by any clock, in any frame, and in SQL that can change nothing."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import gigawatch
from gigawatch.ledger import find_evidence
from gigawatch.model import GigawatchError, InputError, WorkspaceError, period_order
from gigawatch.question import Observatory, Query
from gigawatch.question.answer import Answer
from gigawatch.question.row import fact_record
from gigawatch.question.tree import holder_records
from gigawatch.store import views


@pytest.fixture(scope="module")
def book(built_sample: tuple[Path, object]) -> Observatory:
    return gigawatch.open(built_sample[0])


def test_a_workspace_is_opened_by_its_folder_or_its_database(book: Observatory) -> None:
    same = gigawatch.open(book.database)
    assert same.folder == book.folder
    assert [fact.id for fact in same.facts(limit=3)] == [fact.id for fact in book.facts(limit=3)]


def test_where_nothing_is_built_one_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="nothing is built"):
        gigawatch.open(tmp_path)


def test_facts_are_the_same_in_every_frame(book: Observatory) -> None:
    found = book.facts(measure="capacity", place="Yibin")
    values = [fact.value for fact in found]
    assert values
    assert found.to_polars()["value"].to_list() == values
    assert found.to_pandas()["value"].tolist() == values
    assert found.to_arrow().column("value").to_pylist() == values
    assert [row["id"] for row in found.to_dicts()] == [fact.id for fact in found]
    assert found[0] is next(iter(found))
    assert [one.id for one in found[:2]] == [one.id for one in found][:2]


def test_an_empty_answer_keeps_its_columns(book: Observatory) -> None:
    full, empty = book.facts(limit=1), book.facts(limit=0)
    assert len(empty) == 0
    assert empty.to_polars().schema == full.to_polars().schema


def test_a_frame_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: object, **more: object) -> object:
        if name.partition(".")[0] == "polars":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(GigawatchError, match="polars is not installed"):
        Answer((1,), {"a": "int"}, ((1,),)).to_polars()


def test_by_an_earlier_clock_less_was_known(book: Observatory) -> None:
    counts = [len(book.by(as_of=date(year, 12, 31)).facts()) for year in (2001, 2021, 2023)]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert len(book.by(as_of=date(2021, 12, 31)).things()) < len(book.things())
    assert len(book.by(believed_on=date(2001, 1, 1)).facts()) == 0


def test_every_fact_thing_and_step_that_is_listed_can_be_asked_why(book: Observatory) -> None:
    ids = [book.facts()[0].id, book.things()[0].id, book.timeline()[0].id, next(iter(book.ledger.material.claims))]
    assert [book.why(key).id for key in ids] == ids


def test_the_timeline_of_a_place_is_that_of_all_it_holds(book: Observatory) -> None:
    city, everything = book.timeline("宜宾"), book.timeline()
    assert 0 < len(city) <= len(everything)
    times = [period_order(step.valid_on) for step in city]
    assert times == sorted(times)
    with pytest.raises(InputError):
        book.timeline("Qwxyzville")


def test_a_total_of_the_sample_never_mixes_stages(book: Observatory) -> None:
    totals = book.totals(Query(place="Yibin", measure="capacity"))
    for total in totals:
        assert not ({"operating"} & set(total.statuses) and {"planned", "signed", "announced"} & set(total.statuses))
    assert {total.asked.stage for total in totals} >= {"planned", "built"}


def test_two_dates_differ_by_what_was_published_between(book: Observatory) -> None:
    changes = book.diff("2022-12-31", "2023-06-30").facts
    assert changes
    assert all("2022-12-31" < (change.on or "2023") <= "2023-06-30" for change in changes)
    assert book.diff("2023-06-30", "2023-06-30").facts == ()


def test_dates_the_wrong_way_round_and_unknown_names_are_refused(book: Observatory) -> None:
    with pytest.raises(InputError, match="later"):
        book.diff("2023-06-30", "2022-12-31")
    with pytest.raises(InputError, match="soon"):
        book.diff("soon", "2022-12-31")


@pytest.mark.parametrize(
    "query",
    [
        "CREATE TABLE x(i INT)", "DELETE FROM fact", "DROP VIEW settled_fact", "SELECT * FROM read_csv('/etc/passwd')",
        "COPY fact TO '/tmp/out.csv'", "ATTACH '/tmp/other.duckdb'", "SET enable_external_access = true", "SELECT nope",
        "", "not a query",
    ],
)  # fmt: skip
def test_a_query_can_change_nothing_and_reach_nothing(book: Observatory, query: str) -> None:
    with pytest.raises(InputError) as fault:
        book.sql(query)
    assert "\n" not in str(fault.value)
    assert len(book.sql("SELECT * FROM fact")) == len(book.whole.facts)


def test_a_query_takes_values_and_gives_typed_columns(book: Observatory) -> None:
    found = book.sql("SELECT id, value, known_on FROM fact WHERE measure = ? ORDER BY id", ["capacity"])
    assert found.columns == {"id": "text", "value": "float", "known_on": "date"}
    assert [row["id"] for row in found] == sorted(fact.id for fact in book.whole.select(measure="capacity"))


def test_columns_of_one_name_are_told_apart(book: Observatory) -> None:
    assert book.sql("SELECT 1 AS n, 2 AS n, 3 AS n").to_dicts() == [{"n": 1, "n_2": 2, "n_3": 3}]


@pytest.mark.parametrize("name", views())
def test_a_view_is_what_its_comments_say(book: Observatory, name: str) -> None:
    told = {str(r["column_name"]): r["comment"] for r in book.sql(COLUMNS, [name])}
    assert told == dict(views()[name].columns)
    assert list(book.sql(f'SELECT * FROM "{name}" LIMIT 0').columns) == list(views()[name].columns)
    assert [row["comment"] for row in book.sql(VIEW, [name])] == [views()[name].comment]


COLUMNS = "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
VIEW = "SELECT comment FROM duckdb_views() WHERE view_name = ?"


def test_settled_and_open_facts_are_all_facts(book: Observatory) -> None:
    (row,) = book.sql("SELECT (SELECT count(*) FROM settled_fact) + (SELECT count(*) FROM open_fact) AS n")
    assert row["n"] == len(book.whole.facts)


def test_the_evidence_view_cuts_the_sentence_that_why_shows(book: Observatory) -> None:
    rows = book.sql("SELECT claim, sentence FROM evidence WHERE surface IS NOT NULL")
    wrong = [row for row in rows if row["sentence"] != find_evidence(book.whole, str(row["claim"])).sentence]
    assert len(rows) > 100
    assert wrong == []


def test_every_clock_takes_a_day_or_its_text_and_refuses_all_else(book: Observatory) -> None:
    day = date(2023, 6, 1)
    for same in (book.by(valid_on=day), book.by(valid_on="2023-06-01"), gigawatch.open(book.database, valid_on=day)):
        assert same.clocks.valid_on == "2023-06-01"
    found = [fact.id for fact in book.by(valid_on=day).facts(measure="capacity")]
    assert found == [fact.id for fact in book.facts(measure="capacity", valid_on=day)]
    assert found == [fact.id for fact in book.facts(measure="capacity", valid_on="2023-06-01")]
    assert gigawatch.open(book.database, as_of="2022-08").clocks.as_of == date(2022, 8, 31)
    for wrong in ("2022-Q3", "soon", 2022):
        for ask in (book.by, lambda **told: gigawatch.open(book.database, **told)):
            for clock in ("as_of", "valid_on", "believed_on"):
                with pytest.raises(InputError, match="is no date"):
                    ask(**{clock: wrong})
        with pytest.raises(InputError, match="is no date"):
            book.facts(valid_on=wrong)  # type: ignore[arg-type]


def test_sql_tells_what_stands_no_more_as_every_other_answer_does(book: Observatory) -> None:
    asked = "SELECT id, superseded_on, superseded_by FROM settled_fact ORDER BY id"
    rows = [tuple(row.values()) for row in book.sql(asked)]
    facts = {row["id"]: row for row in book.facts().to_dicts()}
    assert rows == [(key, facts[key]["superseded_on"], facts[key]["superseded_by"]) for key, *_ in rows]
    told = {row["fact"]: (row["reason"], row["since"], row["instead"]) for row in book.sql("SELECT * FROM superseded")}
    records = {fact.id: fact_record(book.whole, fact)["superseded"] for fact in book.facts()}
    assert told == {key: tuple(one.values()) for key, one in records.items() if isinstance(one, dict)}
    assert told


def test_sql_tells_who_holds_a_firm_as_the_tree_does(book: Observatory) -> None:
    rows = book.sql("SELECT * FROM holding").to_dicts()
    assert {str(row["organisation"]) for row in rows} >= {"org-times-changan", "org-times-geely"}
    for firm in {str(row["organisation"]) for row in rows}:
        found = [row for row in rows if row["organisation"] == firm]
        records = holder_records(book.whole, firm, "en")
        assert [row["holder"] for row in found] == [one["organisation"] for one in records]
        for key in ("share", "source", "told_on", "valid_on", "claim", "is_contradicted", "is_former"):
            assert [row[key] for row in found] == [one[key] for one in records]


def test_the_kept_statement_of_a_view_is_the_fact_s(book: Observatory) -> None:
    rows: Mapping[str, object] = {
        str(row["id"]): row["claim"] for row in book.sql("SELECT id, claim FROM settled_fact")
    }
    assert all(book.whole.kept(fact).claim == claim for fact, claim in rows.items())


def test_a_condition_that_there_is_not_is_refused_with_those_there_are(book: Observatory) -> None:
    for ask in (book.facts, book.total):
        with pytest.raises(InputError, match=r"no condition 'plaice'.*place"):
            ask(plaice="Yibin")  # type: ignore[call-arg]


def test_days_of_the_clocks_may_be_written_out_and_what_is_no_day_is_refused(book: Observatory) -> None:
    assert book.by(as_of="2022-08").clocks == book.by(as_of=date(2022, 8, 31)).clocks
    with pytest.raises(InputError, match="no day"):
        book.by(believed_on="soon")
