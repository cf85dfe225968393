"""Judgements of persons, from the text files of a synthetic workspace to its ledger."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from gigawatch.ledger import Cause, Ledger, explain, open_ledger
from gigawatch.ledger.queue import ItemKind, list_queue
from gigawatch.ledger.review import (
    Told,
    append_judgement,
    find_new,
    judge_claim,
    judge_pair,
    read_log,
    stand,
    withdraw_judgement,
)
from gigawatch.model import Fact, Force, InputError, Judgement, QuantityClaim, Relation, Settlement, Verdict
from gigawatch.question import open_observatory
from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.diagnosis import examine
from gigawatch.run.plan import plan_steps
from gigawatch.run.queueing import load_queue, load_review
from gigawatch.run.sample import create_workspace
from gigawatch.run.table import TABLES, table_rows
from gigawatch.run.workspace import Workspace, open_workspace
from gigawatch.store import fetch_rows, open_database

DAY = date(2026, 1, 1)
STEPS = ("read", "table", "gather", "review", "resolve", "settle", "follow", "age", "measure", "index", "store")
SETTINGS = '[workspace]\nname = "Yibin"\n[index]\ndefinitions = []\n'
TEXTS = {
    "a.md": ("Example News", "CATL will invest 56 billion yuan in its battery base in Yibin."),
    "b.md": ("Other News", "Work goes on. The base of CATL in Yibin costs 54 billion yuan, a spokesman said."),
    "c.md": ("Third News", "Sichuan Times will invest 10 billion yuan in Yibin. Gotion plans 30 GWh a year in Yichun."),
}
TABLE = "subject,measure,period,value,unit\nYibin,production,2022,72,GWh\nYibin,production,2023,130,GWh\n"
ANNA = Told("Anna", date(2026, 1, 5), "the company's own notice says so")


class Desk:
    """A workspace with its build: what a person does at it."""

    def __init__(self, place: Workspace) -> None:
        self.place = place

    def build(self) -> Outcome:
        return run_steps(
            self.place,
            lambda: [step for step in plan_steps(self.place, DAY) if step.group in STEPS],
            version="0",
            date=DAY.isoformat(),
            report=lambda *_: None,
        )

    @property
    def ledger(self) -> Ledger:
        return open_ledger(self.place.database)

    def claim(self, words: str) -> str:
        claims = (self.ledger.material.stated or self.ledger.material).claims.values()
        return next(c.id for c in claims if isinstance(c, QuantityClaim) and c.surface == words)

    def cell(self, period: str) -> str:
        return next(o.id for o in self.ledger.material.observations.values() if o.period == period)

    def fact(self, **conditions: str) -> Fact:
        (fact,) = self.ledger.select(**conditions)
        return fact

    def past(self) -> tuple[Judgement, ...]:
        return load_review(self.place, self.ledger)[1].judgements

    def keep(self, judgement: Judgement) -> Judgement:
        append_judgement(self.place.reviews, judgement)
        self.build()
        return judgement

    def judge(
        self, verdict: Verdict, claim: str, change: tuple[str, str] | None = None, told: Told = ANNA
    ) -> Judgement:
        return self.keep(judge_claim(self.ledger.material, self.past(), verdict, claim, change, told))

    def judge_names(self, verdict: Verdict, left: str, right: str, told: Told = ANNA) -> Judgement:
        return self.keep(judge_pair(self.ledger.material, self.past(), verdict, (left, right), told))

    def force(self, judgement: Judgement) -> tuple[Force, str | None]:
        found = next(j for j in self.ledger.material.review.judgements if j.id == judgement.id)
        return found.force, found.ground

    def tables(self) -> dict[str, list[dict[str, object]]]:
        return {table: table_rows(self.place, table) for table in TABLES}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("review") / "w"
    create_workspace(root, None, [])
    (root / "gigawatch.toml").write_text(SETTINGS)
    for name, (publisher, text) in TEXTS.items():
        (root / "documents" / name).write_text(front(publisher, text))
    (root / "tables" / "t.csv").write_text(TABLE)
    Desk(open_workspace(root)).build()
    return root


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Desk:
    shutil.copytree(built, tmp_path / "w")
    return Desk(open_workspace(tmp_path / "w"))


def front(publisher: str, text: str) -> str:
    return f"---\npublished: 2021-12-30\npublisher: {publisher}\n---\n{text}\n"


def investment(desk: Desk) -> Fact:
    return desk.fact(subject="CATL, Yibin", measure="investment")


def test_an_accepted_claim_wins_and_settles_what_was_open(desk: Desk) -> None:
    assert investment(desk).verdict is Settlement.OPEN
    loser = next(c for c in desk.ledger.candidates[investment(desk).id] if not c.kept)
    desk.judge(Verdict.ACCEPT, loser.claim)
    fact = investment(desk)
    assert (fact.value, fact.verdict) == (loser.value, Settlement.SETTLED)
    kept, lost = (c for c, _ in explain(desk.ledger, fact.id).candidates)
    assert kept.reason == "kept: accepted by Anna on 2026-01-05: the company's own notice says so"
    assert kept.reason_zh == "采用：Anna于2026-01-05认可：the company's own notice says so"
    assert lost.relation is Relation.CONTRADICTS
    assert "accepted by Anna" in lost.reason


def test_a_rejected_claim_is_a_candidate_that_lost_with_that_reason(desk: Desk) -> None:
    kept = next(c for c in desk.ledger.candidates[investment(desk).id] if c.kept)
    desk.judge(Verdict.REJECT, kept.claim)
    fact = investment(desk)
    assert fact.value != kept.value
    lost = next(c for c in desk.ledger.candidates[fact.id] if c.claim == kept.claim)
    assert (lost.relation, lost.reason) == (
        Relation.REJECTED,
        "rejected by Anna on 2026-01-05: the company's own notice says so",
    )
    assert kept.claim in {row["id"] for row in table_rows(desk.place, "claim")}


def test_a_fact_whose_every_statement_is_rejected_has_no_value(desk: Desk) -> None:
    before = investment(desk).id
    for candidate in desk.ledger.candidates[before]:
        desk.judge(Verdict.REJECT, candidate.claim)
    assert before not in desk.ledger.facts
    assert desk.ledger.claim(desk.claim("56 billion yuan")).id == desk.claim("56 billion yuan")


def test_a_rejected_table_cell_is_no_fact_and_reaches_no_index(desk: Desk) -> None:
    made = desk.judge(Verdict.REJECT, desk.cell("2023"))
    assert [f.valid_on for f in desk.ledger.select(measure="production")] == ["2022"]
    assert [row["id"] for row in table_rows(desk.place, "refused-cell")] == [made.id]


def test_a_corrected_claim_is_read_as_corrected_and_stays_as_it_was_in_the_claim_table(desk: Desk) -> None:
    claim = desk.claim("10 billion yuan")
    for change in (("value", "12e9"), ("subject", "CATL"), ("status", "operating"), ("qualifier", "over")):
        desk.judge(Verdict.CORRECT, claim, change)
    fact = desk.fact(subject="CATL, Yibin", measure="investment", status="operating")
    assert (fact.value, fact.qualifier) == (12e9, "over")
    row = next(row for row in table_rows(desk.place, "claim") if row["id"] == claim)
    assert (row["value"], row["subject"], row["qualifier"]) == (10e9, "Sichuan Times", None)
    (candidate,) = desk.ledger.candidates[fact.id]
    assert "value corrected from 10000000000.0 to 12e9 by Anna on 2026-01-05" in candidate.reason
    assert "subject corrected from Sichuan Times to CATL" in candidate.reason
    assert "将subject由Sichuan Times更正为CATL" in candidate.reason_zh


def test_a_correction_to_nothing_takes_the_field_away(desk: Desk) -> None:
    claim = desk.claim("10 billion yuan")
    desk.judge(Verdict.CORRECT, claim, ("subject", ""))
    assert not [c for group in desk.ledger.candidates.values() for c in group if c.claim == claim]


def test_names_judged_the_same_are_one_thing_with_one_site(desk: Desk) -> None:
    desk.judge_names(Verdict.SAME, "Gotion", "CATL")
    (owner,) = owners(desk.ledger)
    assert desk.ledger.entities[desk.fact(measure="capacity").subject].data["owner"] == owner
    assert desk.ledger.entities[investment_of(desk, 54e9).subject].data["owner"] == owner
    tied = {str(e.data["owner"]) for e in desk.ledger.entities.values() if "owner" in e.data}
    assert tied <= set(desk.ledger.entities)


def test_what_changed_by_a_judgement_on_names_says_who_judged_and_why(desk: Desk) -> None:
    desk.judge_names(Verdict.SAME, "Gotion", "CATL")
    found = open_observatory(desk.place.root).diff("2026-01-04", "2026-01-05", by="held")
    assert found.renamed
    for change in (*found.facts, *found.renamed):
        assert change.cause is Cause.JOINED
        assert change.ground.judgement is not None
        assert (change.ground.judgement.by, change.ground.judgement.reason) == (ANNA.by, ANNA.why)
        assert (change.ground.pair, change.on) == (change.ground.judgement, "2026-01-05")


def investment_of(desk: Desk, value: float) -> Fact:
    facts = desk.ledger.select(measure="investment")
    return next(f for f in facts if value in {c.value for c in desk.ledger.candidates[f.id]})


def test_names_judged_not_the_same_are_parted_with_their_sites(desk: Desk) -> None:
    desk.judge_names(Verdict.NOT_SAME, "CATL", "org-catl")
    mentions = desk.ledger.material.mentions.values()
    (thing,) = {m.entity for m in mentions if m.surface == "CATL" and m.role == "subject"}
    assert thing != "org-catl"
    sites = {m.entity for m in mentions if m.surface == "CATL" and m.role == "thing"}
    assert {desk.ledger.entities[site].data["owner"] for site in sites} == {thing}
    rules = [row for row in table_rows(desk.place, "judgement") if row["right"] == "org-catl" and row["on"] is None]
    assert {row["force"] for row in rules if row["left"] == "CATL"} == {"superseded"}


def test_a_name_that_means_nothing_to_the_rules_is_read_as_the_thing_a_person_says(desk: Desk) -> None:
    claim = desk.claim("10 billion yuan")
    desk.judge(Verdict.CORRECT, claim, ("subject", "the venture on the river"))
    assert desk.ledger.material.entity_of(claim, "thing") is None
    desk.judge_names(Verdict.SAME, "the venture on the river", "CATL")
    assert desk.ledger.label(desk.ledger.material.entity_of(claim, "thing").id) == "CATL, Yibin"
    assert desk.ledger.material.mentions[(claim, "subject")].surface == "the venture on the river"


def test_a_figure_that_counts_in_no_fact_is_told_in_the_queue_until_its_name_means_something(desk: Desk) -> None:
    claim = desk.claim("10 billion yuan")
    desk.judge(Verdict.CORRECT, claim, ("subject", "the venture on the river"))
    (item,) = [one for one in load_queue(desk.place, desk.ledger) if one.kind is ItemKind.UNPLACED]
    assert item.about == claim
    assert "told of the venture on the river" in item.text["en"]
    assert "不计入任何事实" in item.effect.text["zh"]
    with open_database(desk.place.database) as con:
        assert [row["claim"] for row in fetch_rows(con, "SELECT claim FROM unplaced")] == [claim]
    desk.judge_names(Verdict.SAME, "the venture on the river", "CATL")
    assert not [one for one in load_queue(desk.place, desk.ledger) if one.kind is ItemKind.UNPLACED]


def test_what_one_person_joins_and_another_parts_is_left_as_it_was(desk: Desk) -> None:
    one = desk.judge_names(Verdict.SAME, "Gotion", "CATL")
    desk.judge_names(Verdict.SAME, "CATL", "Sichuan Times")
    desk.judge_names(Verdict.NOT_SAME, "Gotion", "Sichuan Times", Told("Bo", date(2026, 1, 6), "other owners"))
    assert desk.force(one) == (Force.REFUSED, "against-others")
    assert {"Gotion", "CATL", "Sichuan Times"} <= {m.surface for m in desk.ledger.material.mentions.values()}
    things = {m.surface: m.entity for m in desk.ledger.material.mentions.values() if m.role == "subject"}
    assert len({things[name] for name in ("Gotion", "CATL", "Sichuan Times")}) == 3


def test_unsure_changes_nothing_and_stays_in_the_queue(desk: Desk) -> None:
    before = desk.tables()["mention"]
    made = desk.judge_names(Verdict.UNSURE, "Gotion", "CATL")
    assert desk.tables()["mention"] == before
    assert made.id in {item.about for item in load_queue(desk.place, desk.ledger)}


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("Gotion", "Nowhere Ltd of Nothing", (Force.REOPENED, "name-gone")),
        ("Gotion", "Yibin", (Force.REFUSED, "other-kind")),
    ],
)
def test_a_pair_that_cannot_be_applied_says_so(desk: Desk, left: str, right: str, outcome: tuple[Force, str]) -> None:
    (desk.place.reviews / "same.csv").write_text(f"on,by,left,right,why\n2026-01-05,Anna,{left},{right},x\n")
    desk.build()
    (made,) = read_log(desk.place.reviews).judgements
    assert desk.force(made) == outcome
    item = next(item for item in load_queue(desk.place, desk.ledger) if item.about == made.id)
    assert item.kind.value == outcome[0].value


def test_a_judgement_holds_when_the_document_changes_elsewhere(desk: Desk) -> None:
    made = desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"))
    file = desk.place.documents / "a.md"
    file.write_text(file.read_text().replace("Example News", "Another News") + "\nIt rains.\n")
    desk.build()
    assert desk.force(made) == (Force.IN_FORCE, None)
    assert desk.claim("56 billion yuan") != made.left
    assert investment(desk).value == 54e9


def test_a_judgement_is_reopened_when_its_words_change_and_the_queue_says_so(desk: Desk) -> None:
    made = desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"))
    file = desk.place.documents / "a.md"
    file.write_text(file.read_text().replace("will invest 56", "is to invest 56"))
    desk.build()
    assert desk.force(made) == (Force.REOPENED, "words-changed")
    assert investment(desk).verdict is Settlement.OPEN
    item = next(item for item in load_queue(desk.place, desk.ledger) if item.about == made.id)
    assert item.kind is ItemKind.REOPENED
    assert "the words it was made on have changed" in item.text["en"]
    assert "所依据的文字已变化" in item.text["zh"]
    desk.keep(withdraw_judgement(desk.past(), made.id, ANNA))
    assert made.id not in {item.about for item in load_queue(desk.place, desk.ledger)}


def test_a_rejected_cell_is_reopened_when_its_value_changes(desk: Desk) -> None:
    made = desk.judge(Verdict.REJECT, desk.cell("2023"))
    (desk.place.tables / "t.csv").write_text(TABLE.replace("130", "131"))
    desk.build()
    assert desk.force(made) == (Force.REOPENED, "words-changed")
    assert [f.value for f in desk.ledger.select(measure="production")] == [72, 131]


def test_a_removed_document_reopens_what_was_judged_on_it(desk: Desk) -> None:
    made = desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"))
    (desk.place.documents / "a.md").unlink()
    desk.build()
    assert desk.force(made) == (Force.REOPENED, "source-gone")


def test_a_correction_that_the_claim_cannot_take_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="cannot be corrected"):
        desk.judge(Verdict.CORRECT, desk.claim("56 billion yuan"), ("colour", "red"))
    with pytest.raises(InputError, match="a table's cell is not corrected"):
        desk.judge(Verdict.CORRECT, desk.cell("2022"), ("value", "73"))
    line = f"2026-01-05,Anna,{desk.claim('56 billion yuan')},sponsors,red,x\n"
    (desk.place.reviews / "correct.csv").write_text("on,by,claim,field,value,why\n" + line)
    desk.build()
    (judgement,) = desk.ledger.material.review.judgements
    assert (judgement.force, judgement.ground) == (Force.REFUSED, "no-field")


def test_a_withdrawn_judgement_leaves_the_ledger_as_it_was(desk: Desk) -> None:
    before = desk.tables()
    made = desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"))
    assert desk.tables()["fact"] != before["fact"]
    desk.keep(withdraw_judgement(desk.past(), made.id, ANNA))
    after = desk.tables()
    assert {t: rows for t, rows in after.items() if t != "judgement"} == {
        t: rows for t, rows in before.items() if t != "judgement"
    }


@pytest.mark.parametrize("way", ["withdraw", "contrary"])
def test_a_not_same_that_is_taken_back_leaves_the_ledger_as_it_was(desk: Desk, way: str) -> None:
    before = desk.tables()
    made = desk.judge_names(Verdict.NOT_SAME, "CATL", "org-catl")
    assert desk.tables()["entity"] != before["entity"]
    if way == "withdraw":
        desk.keep(withdraw_judgement(desk.past(), made.id, ANNA))
    else:
        desk.judge_names(Verdict.SAME, "CATL", "org-catl")
    after = desk.tables()
    assert {t: rows for t, rows in after.items() if t != "judgement"} == {
        t: rows for t, rows in before.items() if t != "judgement"
    }


@pytest.mark.parametrize(
    ("field", "value", "near"),
    [("place", "Yibbin", "Yibin"), ("subject", "Gotoin", "Gotion"), ("place", "宜兵市", "宜宾市")],
)
def test_a_name_near_a_known_one_is_refused_with_it_unless_it_is_said_to_be_new(
    desk: Desk, field: str, value: str, near: str
) -> None:
    material = desk.ledger.material
    with pytest.raises(InputError, match=value) as refused:
        find_new(material, field, value)
    assert near in (refused.value.hint or "")
    assert find_new(material, field, value, is_sure=True) == (value,)


@pytest.mark.parametrize(
    ("field", "value", "new"),
    [
        ("subject", "CATL", ()),
        ("place", "Debrecen", ()),
        ("place", "", ()),
        ("status", "operating", ()),
        ("subject", "the venture on the river", ("the venture on the river",)),
        ("organisations", "CATL; Quxyzzy Works", ("Quxyzzy Works",)),
    ],
)
def test_names_that_nothing_bears_are_told_as_new_and_known_ones_are_not(
    desk: Desk, field: str, value: str, new: tuple[str, ...]
) -> None:
    assert find_new(desk.ledger.material, field, value) == new


def test_only_judgements_made_by_a_day_were_believed_on_it(desk: Desk) -> None:
    desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"), told=Told("Anna", date(2026, 1, 5), "a slip"))
    desk.judge_names(Verdict.SAME, "Gotion", "CATL", Told("Bo", date(2026, 1, 9), "bought"))
    believed = {day: desk.ledger.believed_on(date(2026, 1, day)) for day in (4, 5, 8, 9)}
    facts = {day: book.select(subject="CATL, Yibin", measure="investment")[0] for day, book in believed.items()}
    assert (facts[4].verdict, facts[5].value) == (Settlement.OPEN, 54e9)
    assert [len(owners(believed[day])) for day in (4, 8, 9)] == [2, 2, 1]


def owners(book: Ledger) -> set[str]:
    named = (m for m in book.material.mentions.values() if m.role == "subject" and m.surface in ("Gotion", "CATL"))
    return {mention.entity for mention in named}


def test_what_was_published_by_a_day_is_asked_under_the_same_judgements(desk: Desk) -> None:
    desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"))
    (fact,) = desk.ledger.as_of(date(2021, 12, 31)).select(subject="CATL, Yibin", measure="investment")
    assert fact.value == 54e9


def every_kind(desk: Desk) -> None:
    desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"))
    desk.judge(Verdict.CORRECT, desk.claim("10 billion yuan"), ("subject", "CATL"))
    desk.judge(Verdict.ACCEPT, desk.cell("2022"))
    desk.judge_names(Verdict.SAME, "Gotion", "CATL")
    made = desk.judge(Verdict.REJECT, desk.cell("2023"))
    desk.keep(withdraw_judgement(desk.past(), made.id, ANNA))


def test_a_rebuild_from_the_log_gives_the_identical_ledger(desk: Desk) -> None:
    every_kind(desk)
    before = desk.tables()
    shutil.rmtree(desk.place.build)
    desk.build()
    assert desk.tables() == before


def test_shuffled_lines_and_another_persons_file_give_the_identical_ledger(desk: Desk) -> None:
    every_kind(desk)
    before = desk.tables()
    file = desk.place.reviews / "reject.csv"
    head, *lines = file.read_text().splitlines()
    file.write_text("\n".join([head, *reversed(lines[1:])]) + "\n")
    (desk.place.reviews / "reject.bo.csv").write_text("\n".join([head, lines[0], lines[0]]) + "\n")
    shutil.rmtree(desk.place.build)
    desk.build()
    assert desk.tables() == before


def test_a_build_with_no_new_judgement_does_nothing_and_a_judgement_rereads_no_document(desk: Desk) -> None:
    assert desk.build().done == []
    append_judgement(
        desk.place.reviews,
        judge_claim(desk.ledger.material, (), Verdict.ACCEPT, desk.claim("56 billion yuan"), None, ANNA),
    )
    done = desk.build().done
    assert done[:3] == ["review", "resolve", "settle"]
    assert "index" not in done


def test_a_faulty_line_is_named_and_the_rest_counts(desk: Desk) -> None:
    claim = desk.claim("56 billion yuan")
    (desk.place.reviews / "reject.csv").write_text(
        f"on,by,claim,why\n2026-01-05,Anna,{claim},x\nyesterday,Bo,{claim},x\n"
    )
    outcome = desk.build()
    assert [text for text in outcome.notices if text.startswith("fault: reviews/reject.csv:3:")]
    assert investment(desk).value == 54e9


def test_what_is_rejected_in_an_original_does_not_come_back_through_its_copy(desk: Desk) -> None:
    text = " ".join(f"Sentence {n} of a long synthetic text about the base by the river." for n in range(40))
    told = "Eve Energy will invest 9 billion yuan in Jingmen."
    for name in ("x.md", "y.md"):
        (desk.place.documents / name).write_text(front(f"News of {name}", f"{told} {text}"))
    desk.build()
    assert desk.ledger.material.copies
    (fact,) = desk.ledger.select(place="Jingmen", measure="investment")
    kept = next(c for c in desk.ledger.candidates[fact.id] if c.kept)
    desk.judge(Verdict.REJECT, kept.claim)
    assert desk.ledger.select(place="Jingmen", measure="investment") == []


def test_the_queue_begins_with_the_largest_effect_and_tells_it_in_both_languages(desk: Desk) -> None:
    queue = load_queue(desk.place, desk.ledger)
    first = queue[0]
    assert (first.kind, first.about) == (ItemKind.OPEN, investment(desk).id)
    assert "would move from" in first.effect.text["en"]
    assert "将由" in first.effect.text["zh"]
    assert [item.rank for item in queue] == sorted(item.rank for item in queue)
    assert queue == load_queue(desk.place, desk.ledger)


def test_a_cell_that_feeds_the_index_weighs_by_its_readings(desk: Desk) -> None:
    fact = investment(desk)
    claim = desk.ledger.candidates[fact.id][0].claim
    (item,) = [i for i in list_queue(desk.ledger, readings={claim: 3}, total_readings=3) if i.about == fact.id]
    assert (item.effect.readings, item.effect.share) == (3, 1.0)
    assert "3 index readings" in item.effect.text["en"]


def test_a_second_judgement_of_the_same_day_takes_the_place_of_the_first(desk: Desk) -> None:
    first = desk.judge(Verdict.REJECT, desk.claim("56 billion yuan"))
    second = desk.judge(Verdict.ACCEPT, desk.claim("56 billion yuan"))
    assert second.supersedes == (first.id,)
    assert {j.id: j.force for j in stand(read_log(desk.place.reviews).judgements).judgements} == {
        first.id: Force.SUPERSEDED,
        second.id: Force.IN_FORCE,
    }
    assert investment(desk).value == 56e9


def test_a_claim_itself_tells_what_was_judged_on_it(desk: Desk) -> None:
    claim = desk.claim("10 billion yuan")
    desk.judge(Verdict.CORRECT, claim, ("value", "12e9"))
    desk.judge(Verdict.REJECT, claim)
    material = desk.ledger.material
    ruling = material.ruling(claim)
    told = (ruling and ruling.judged, material.tell_corrections(claim))
    assert [words and words.en.partition(" by ")[0] for words in told] == [
        "rejected",
        "value corrected from 10000000000.0 to 12e9",
    ]


def test_the_doctor_names_a_line_of_the_log_that_cannot_be_read(desk: Desk) -> None:
    (desk.place.reviews / "reject.csv").write_text("on,by,claim,why\nsoon,Anna,claim-1,x\n")
    assert [finding for finding in examine(desk.place) if "reviews/reject.csv:2: 'soon' is not a date" in finding]


def test_a_disagreement_of_readers_stands_in_the_queue_until_the_claim_is_judged(desk: Desk) -> None:
    claim = desk.claim("56 billion yuan")
    told = {"kind": "disagreement", "id": "disagreement-1", "document": "a.md", "claim": claim, "field": "measure"}
    line = json.dumps({**told, "claimed": "investment", "proposed": "contract_value", "reader": "llm:SYNTHETIC/1"})
    desk.place.reviews.mkdir(exist_ok=True)
    (desk.place.reviews / "second.jsonl").write_text(f"{line}\n{{broken\n", encoding="utf-8")
    (item,) = [one for one in load_queue(desk.place, desk.ledger) if one.kind is ItemKind.DISAGREEMENT]
    assert (item.about, item.claims) == (claim, (claim,))
    assert "llm:SYNTHETIC/1 proposes contract value (contract_value)" in item.text["en"]
    assert "llm:SYNTHETIC/1建议读作合同金额（contract_value）" in item.text["zh"]
    assert item.effect.share > 0
    desk.judge(Verdict.ACCEPT, claim)
    assert [one for one in load_queue(desk.place, desk.ledger) if one.kind is ItemKind.DISAGREEMENT] == []
