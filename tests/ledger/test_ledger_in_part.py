"""A part put off or given up, a copy with a sentence of its own, a rate that is off, a tree; texts are synthetic."""

from __future__ import annotations

import pytest
from told import capacity_of, standings, told

from gigawatch.ledger import Ledger, draw_tree
from gigawatch.ledger.part import Reason
from gigawatch.question.step import find_courses, render_courses
from gigawatch.question.step.record import delay_record
from gigawatch.question.voice import Voice
from gigawatch.question.why import account_for
from gigawatch.question.why.text import render_account

DAY = "2024-05-10"
LATE = "a part of it is put off, not the whole"
DELAYED = "CATL has delayed its plant in Debrecen to 2027."
ARTICLE = (
    "Gotion High-tech signed an investment agreement with Morocco on 6 June 2024 for a gigafactory in Kenitra. "
    "The first phase will have a capacity of 20 GWh and cost 12.8 billion dirhams. The plant lies beside the port and "
    "takes its power from the wind. "
)


def total(book: Ledger, stage: str) -> float | None:
    found = book.total(measure="capacity", unit="GWh/yr", stage=stage).interval
    return found.low if found is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "CATL has delayed 10 of its planned 30 GWh in Debrecen to 2028.",
        "CATL has put off 10 GWh of the 30 GWh planned in Debrecen until 2028.",
        "CATL pushed back 10 of 30 GWh planned in Debrecen to 2028.",
        "CATL said that 10 of the planned 30 GWh of its Debrecen plant has been delayed to 2028.",
        "宁德时代德布勒森工厂规划产能30GWh，其中10GWh推迟至2028年。",
        "宁德时代德布勒森工厂规划的30GWh产能中有10GWh推迟至2028年投产。",
        "Of the 30 GWh planned by CATL in Debrecen, 10 GWh has been postponed to 2028.",
        "CATL has put 10 of the 30 GWh planned in Debrecen on hold until 2028.",
        "宁德时代将匈牙利德布勒森工厂规划的30GWh产能中的10GWh推迟到2028年。",
    ],
)
def test_a_part_put_off_delays_no_whole(text: str) -> None:
    book = told((DAY, text))
    whole, part = capacity_of(book, 30.0), capacity_of(book, 10.0)
    assert (whole.status in ("planned", "announced"), part.status) == (True, "delayed")
    assert "2028" in (part.valid_on or "")
    assert "2028" not in (whole.valid_on or "")
    assert set(standings(book).values()) == {"announced"}
    assert total(book, "planned") == 30.0
    (thing,) = book.milestones
    courses = [one for one in find_courses(book, thing) if one.entity == thing]
    assert LATE in render_courses(Voice(book, "en"), courses)


@pytest.mark.parametrize(
    "text",
    [
        "CATL has postponed half of its planned 30 GWh in Debrecen to 2028.",
        "Half of CATL's planned 30 GWh in Debrecen was postponed to 2028.",
    ],
)
def test_half_of_a_plan_put_off_delays_no_whole(text: str) -> None:
    book = told((DAY, text))
    assert capacity_of(book, 30.0).status in ("planned", "announced")
    assert "delayed" not in standings(book).values()


@pytest.mark.parametrize(
    "text",
    [
        "CATL has shelved 10 of the 30 GWh it planned in Debrecen.",
        "CATL called off 10 GWh of the 30 GWh planned in Debrecen.",
        "CATL will not build 10 of its planned 30 GWh in Debrecen.",
        "宁德时代德布勒森基地30GWh项目中，10GWh已叫停。",
        "宁德时代取消了匈牙利东部城市德布勒森基地规划30GWh中的10GWh。",
    ],
)
def test_a_part_given_up_ends_no_whole_whatever_the_words(text: str) -> None:
    book = told((DAY, text))
    assert (total(book, "planned"), total(book, "cancelled")) == (20.0, 10.0)
    assert set(standings(book).values()) == {"announced"}


def test_a_share_of_a_plan_put_off_in_fractions_delays_no_whole() -> None:
    book = told((DAY, "宁德时代暂缓建设德布勒森基地30GWh产能的三分之一。"))
    assert capacity_of(book, 30.0).status != "delayed"
    assert "delayed" not in standings(book).values()


@pytest.mark.parametrize(
    "text",
    [
        "CATL has cancelled its plant in Debrecen with 10 of its planned 30 GWh built.",
        "CATL has cancelled its plant in Debrecen, where 10 of the planned 30 GWh ran.",
    ],
)
def test_a_whole_given_up_with_a_part_built_is_ended(text: str) -> None:
    assert set(standings(told((DAY, text))).values()) == {"cancelled"}


@pytest.mark.parametrize("moved", ["推迟至", "推迟到", "延期到", "延后到", "延迟至", "推后到", "顺延至"])
def test_a_plant_whose_start_is_put_off_to_a_later_year_does_not_run(moved: str) -> None:
    for text in (f"宁德时代德布勒森工厂{moved}2027年投产。", f"宁德时代将德布勒森工厂{moved}2027年投产。"):
        assert standings(told((DAY, text))) == {"CATL, Debrecen": "delayed"}


@pytest.mark.parametrize(
    "text",
    ["若补贴减少，宁德时代或将德布勒森工厂推迟至2027年投产。", "宁德时代预计将德布勒森工厂推迟至2027年投产。"],
)
def test_a_plant_that_may_be_put_off_is_not_delayed_yet(text: str) -> None:
    assert "delayed" not in standings(told((DAY, text))).values()


def test_a_phase_put_off_is_delayed_though_it_is_a_part() -> None:
    book = told((DAY, "CATL has delayed the second phase, 10 GWh of its planned 30 GWh in Debrecen, to 2028."))
    assert standings(book)["CATL, Debrecen, phase 2"] == "delayed"


def test_a_part_cancelled_by_its_number_alone_is_taken_off() -> None:
    book = told((DAY, "CATL cancelled 10 of its planned 30 GWh in Debrecen on 3 May 2024."))
    assert (total(book, "planned"), total(book, "cancelled")) == (20.0, 10.0)
    assert capacity_of(book, 10.0).valid_on == "2024-05-03"
    assert capacity_of(book, 30.0).valid_on != "2024-05-03"


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        (
            "CATL's plant in Debrecen, with 40 GWh, will start production in 2025.",
            "promised for 2025 before, now for 2027: 2 years later",
        ),
        (
            "CATL plans to open a 40 GWh plant in Debrecen in March 2025.",
            "promised for March 2025 before, now for 2027",
        ),
        (
            "CATL will complete its 40 GWh plant in Debrecen by the end of 2025.",
            "promised for 2025 before, now for 2027: 2 years later",
        ),
        (
            "宁德时代德布勒森工厂预计2025年投产，规划产能40GWh。",
            "promised for 2025 before, now for 2027: 2 years later",
        ),
    ],
)
def test_the_date_given_up_is_that_which_an_earlier_source_promised(promise: str, words: str) -> None:
    book = told(("2023-01-05", promise), (DAY, DELAYED))
    (thing,) = book.milestones
    claim = book.kept(capacity_of(book, 40.0).id).claim
    step = next(one for one in book.milestones[thing] if one.status == "delayed")
    account = render_account(Voice(book, "en"), account_for(book, (), step.id))
    assert words in account
    assert f"; promised before by {claim}" in account
    course = next(one for one in find_courses(book, thing) if one.entity == thing)
    assert words in render_courses(Voice(book, "en"), [course])


@pytest.mark.parametrize(
    "other",
    [
        ("2023-01-05", "CATL's plant in Debrecen will have 40 GWh by 2025."),
        ("2023-01-05", "BYD's plant in Debrecen, with 40 GWh, will start production in 2025."),
        ("2024-08-05", "CATL's plant in Debrecen, with 40 GWh, will start production in 2026."),
        ("2023-01-05", "CATL's plant in Debrecen, with 40 GWh, will start production in 2028."),
        ("2023-01-05", "CATL's plant in Debrecen, where construction started in 2022, will have 40 GWh by 2026."),
    ],
)
def test_no_other_date_is_taken_for_the_one_given_up(other: tuple[str, str]) -> None:
    book = told(("2022-01-05", "CATL plans a battery plant in Debrecen with 30 GWh."), other, (DAY, DELAYED))
    rows = [step for steps in book.milestones.values() for step in steps if step.status == "delayed"]
    voices = [Voice(book, "en").delay((step.claim,), step.status) for step in rows]
    assert voices == ["promised for 2027 now, what was promised before is not told"]


def test_a_record_names_the_claim_that_promised() -> None:
    from gigawatch.ledger.status.delay import find_delay

    book = told(("2023-01-05", "CATL's plant in Debrecen, with 40 GWh, will start production in 2025."), (DAY, DELAYED))
    (step,) = (one for steps in book.milestones.values() for one in steps if one.status == "delayed")
    delay = find_delay((step.claim,), book)
    assert delay is not None
    assert delay_record(delay)["promised_by"] == book.kept(capacity_of(book, 40.0).id).claim


@pytest.mark.parametrize(
    ("own", "delayed"),
    [
        ("Gotion High-tech has delayed the first phase of its Kenitra gigafactory to 2027. ", True),
        ("Prices of cells fell in February. ", False),
    ],
)
def test_a_stop_told_in_a_sentence_of_a_copys_own_counts(own: str, delayed: bool) -> None:
    book = told(("2024-06-07", ARTICLE + "It will create many jobs."), ("2026-03-02", own + ARTICLE))
    assert book.material.copies
    assert ("delayed" in standings(book).values()) is delayed


def test_a_stop_that_a_copy_repeats_is_told_by_its_leader_alone() -> None:
    stop = "Gotion High-tech has delayed the first phase of its Kenitra gigafactory to 2027. "
    spun = stop.replace("has delayed", "has now delayed")
    book = told(("2024-06-07", ARTICLE + stop), ("2026-03-02", ARTICLE + spun))
    assert book.material.copies
    steps = {step.known_on for steps in book.milestones.values() for step in steps if step.status == "delayed"}
    assert steps == {"2024-06-07"}


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [("has not delayed", "has now delayed", "delayed"), ("may delay", "delayed", "delayed")],
)
def test_a_copy_that_turns_a_sentence_into_a_stop_tells_it(before: str, after: str, status: str) -> None:
    told_of = "Gotion High-tech {} the first phase of its Kenitra gigafactory."
    book = told(("2024-06-07", ARTICLE + told_of.format(before)), ("2026-03-02", ARTICLE + told_of.format(after)))
    assert book.material.copies
    assert status in standings(book).values()


def test_an_amount_told_in_two_currencies_at_a_rate_that_is_off_counts_once() -> None:
    text = "BYD will build a base in Nanning. The total investment is 22.5 billion yuan ($3.2 billion)."
    book = told(("2022-03-02", text))
    found = book.total(measure="investment", unit="CNY")
    assert found.interval is not None
    assert found.interval.low == 22.5e9
    assert [(one.fact.unit, one.reason) for one in found.left_out] == [("USD", Reason.OFF_RATE)]
    assert "not that of its day" in found.scope.en


def test_a_phase_stands_under_its_site_alone() -> None:
    book = told(
        ("2023-05-10", "Gotion High-tech's base in Liuzhou has a planned annual capacity of 40 GWh."),
        ("2024-03-15", "国轩高科柳州基地一期规划产能10GWh。"),
    )
    tree = draw_tree(book, book.tree("Gotion High-tech"), "GWh/yr", "en")
    assert tree.count("phase 1") == 1


def test_phases_that_do_not_make_the_total_are_an_open_question() -> None:
    text = (
        "Gotion High-tech's base in Liuzhou has a planned annual capacity of 40 GWh. "
        "Its first phase has 10 GWh, its second phase 10 GWh and its third phase 15 GWh."
    )
    book = told((DAY, text))
    kinds = {check.kind for checks in book.findings.values() for check in checks}
    assert "gap" in kinds
    assert total(book, "planned") == 40.0


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("CATL plans 20 GWh in the first phase of its Debrecen plant. The plant may later grow to 100 GWh.", 20.0),
        ("CATL plans a 20 GWh plant in Debrecen. It could be expanded to 100 GWh.", 20.0),
        ("CATL builds a plant in Debrecen. Its capacity could rise to 100 GWh.", None),
        ("CATL's Debrecen plant will have 40 GWh; a later expansion could take it to 100 GWh.", 40.0),
        ("宁德时代德布勒森工厂首期规划14GWh，后续视市场情况扩至100GWh。", 14.0),
    ],
)
def test_a_size_that_a_plant_only_may_have_is_in_no_total(text: str, planned: float | None) -> None:
    book = told((DAY, text))
    found = book.total(measure="capacity", unit="GWh/yr")
    assert total(book, "planned") == planned
    assert [one.fact.value for one in found.left_out if one.reason is Reason.OPTION] == [100.0]


def test_of_a_cut_by_an_amount_the_capacity_is_what_it_comes_to() -> None:
    book = told((DAY, "CATL reduced the planned capacity of its Debrecen plant by 8 GWh to 20 GWh."))
    assert [fact.value for fact in book.facts.values() if fact.measure == "capacity"] == [20.0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Guangxi Norvale Lithium plans a cathode plant of 60,000 tonnes a year in Yulin.",
            "Guangxi Norvale Lithium, Yulin",
        ),
        ("Debrecen Norvale Cells plans a battery plant of 30 GWh in Debrecen.", "Debrecen Norvale Cells, Debrecen"),
        ("广西华诺锂业规划在玉林建设年产6万吨正极材料项目。", "广西华诺锂业, Yulin"),
        ("广西华诺锂业玉林基地规划年产6万吨正极材料。", "广西华诺锂业, Yulin"),
        ("四川诺谷新能源在宜宾建设30GWh动力电池项目。", "四川诺谷新能源, Yibin"),
        ("新疆诺谷新材料在石河子规划年产5万吨正极材料项目。", "新疆诺谷新材料, Shihezi"),
        ("Yibin City plans a battery capacity of 300 GWh.", "Yibin"),
        ("Guangxi's battery makers plan a battery capacity of 300 GWh.", "Guangxi"),
    ],
)
def test_a_firm_that_nobody_knows_is_not_the_place_in_its_name(text: str, name: str) -> None:
    book = told((DAY, text))
    assert {book.label(fact.subject) for fact in book.facts.values()} == {name}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("比亚迪在广西南宁建设70GWh电池基地，取消其中20GWh。", 50.0),
        ("比亚迪南宁70GWh电池基地被取消，其中一期20GWh。", None),
    ],
)
def test_a_part_stopped_right_before_it_is_named_leaves_the_rest(text: str, left: float | None) -> None:
    assert total(told((DAY, text)), "planned") == left
