"""What a text tells as a part of a whole, what it tells in two ways, and what rounds it. All texts are synthetic."""

from __future__ import annotations

from part_desk import BASE, PartDesk, of_kind, phase, words_of
from told import told

from gigawatch.ledger import Ledger
from gigawatch.model import Fact, Settlement


def _facts(book: Ledger, measure: str) -> list[Fact]:
    return sorted((f for f in book.facts.values() if f.measure == measure), key=lambda f: -f.value)


def test_money_told_as_a_part_of_a_sum_is_no_rival_of_the_sum() -> None:
    book = told(("2023-04-03", "国轩高科拟在滁州建设电池项目，总投资约90亿元，其中设备购置约60亿元。"))
    whole, part = _facts(book, "investment")
    assert (whole.value, whole.perimeter, whole.verdict) == (9e9, None, Settlement.SETTLED)
    assert (part.value, part.perimeter) == (6e9, "设备购置")


def test_each_item_of_a_list_of_parts_is_called_by_its_own_words() -> None:
    book = told(("2023-04-03", "4月1日，滁州50个项目集中签约。其中装备制造项目20个；现代服务业项目12个。"))
    assert [(f.value, f.perimeter) for f in _facts(book, "projects")] == [
        (50.0, None),
        (20.0, "装备制造项目"),
        (12.0, "现代服务业项目"),
    ]


def test_an_amount_of_which_a_part_is_told_in_english_keeps_its_own_fact() -> None:
    desk = PartDesk()
    money = {"measure": "investment", "unit": "EUR", "surface": "3 billion euros"}
    desk.write(
        "The plant costs {}, of which {} are loans.", (BASE, 3e9, money), (BASE, 1e9, money | {"surface": "1 billion"})
    )
    assert [(f.value, f.perimeter) for f in _facts(desk.ledger(), "investment")] == [(3e9, None), (1e9, "part=loan")]


def test_a_larger_amount_after_such_words_is_no_part() -> None:
    book = told(("2023-04-03", "国轩高科拟在滁州建设电池项目，一次性投资20亿元，其中包括后续投资在内总投资约90亿元。"))
    assert all(fact.perimeter is None for fact in _facts(book, "investment"))


def test_six_months_and_the_first_half_are_one_period() -> None:
    book = told(
        ("2023-07-11", "2023年1-6月，国轩高科动力电池装车量6.2GWh。"),
        ("2023-07-20", "Gotion installed 6.2 GWh of batteries in China in the first half of 2023."),
    )
    (fact,) = [f for f in _facts(book, "installed") if f.value == 6.2]
    assert (fact.valid_on, len(book.candidates[fact.id])) == ("2023-H1", 2)


def test_a_share_of_nothing_named_joins_the_same_share_of_something() -> None:
    book = told(
        ("2023-07-11", "2023年6月，国轩高科动力电池装车量的市场占有率为4.31%。"),
        ("2023-07-20", "2023年6月，国轩高科市场占比4.31%。"),
    )
    (fact,) = _facts(book, "share")
    assert len(book.candidates[fact.id]) == 2


def test_the_exact_number_stands_for_the_one_that_rounds_it() -> None:
    book = told(
        ("2023-02-11", "2022年，国轩高科动力电池装车量13.33GWh。"),
        ("2023-02-20", "2022年，国轩高科动力电池装车量约13GWh。"),
    )
    (fact,) = _facts(book, "installed")
    assert (fact.value, fact.qualifier, fact.verdict) == (13.33, None, Settlement.SETTLED)


def test_the_same_number_without_its_hedge_does_not_stand_for_it() -> None:
    book = told(
        ("2023-02-11", "2022年，国轩高科动力电池装车量13GWh。"),
        ("2023-02-20", "Gotion installed about 13 GWh of batteries in 2022."),
    )
    (fact,) = _facts(book, "installed")
    assert str(fact.qualifier) == "about"


def test_a_phase_of_more_than_its_plant_is_an_open_question() -> None:
    desk = PartDesk()
    desk.write("A base of {}, the first phase of {}.", (BASE, 4, {}), (phase(1), 12, {}))
    found = of_kind(desk.ledger(), "gap")
    assert "12 GWh a year" in words_of(found)
    assert "4 GWh a year" in words_of(found)


def test_a_phase_within_its_plant_or_told_elsewhere_is_none() -> None:
    desk = PartDesk()
    desk.write("A base of {}, the first phase of {}.", (BASE, 24, {}), (phase(1), 12, {}))
    desk.write("The base has {}.", (BASE, 4, {}), on="2020-01-01")
    assert of_kind(desk.ledger(), "gap") == []


def test_what_runs_may_be_less_than_a_phase_that_is_planned() -> None:
    desk = PartDesk()
    desk.write("It makes {} and plans {} more.", (BASE, 4, {"status": "operating"}), (phase(2), 12, {}))
    assert of_kind(desk.ledger(), "gap") == []


def test_what_a_near_copy_adds_to_its_original_is_checked_too() -> None:
    base = "2022年1-6月，我国动力电池累计产量100.0GWh，累计销量90.0GWh。"
    first = "据中国汽车动力电池产业创新联盟数据，2023年1-6月，我国动力电池累计产量150.0GWh，同比增长50.0%。"
    more = "2023年1-6月，我国动力电池累计产量150.0GWh，同比增长50.0%；累计销量120.0GWh，同比增长20.0%。"
    book = told(("2022-07-11", base), ("2023-07-11", first), ("2023-08-11", more))
    assert book.material.copies
    assert [c.severity.value for c in of_kind(book, "growth") if "20%" in c.text] == ["warning"]


def test_power_and_storage_batteries_are_together_the_sum_of_both_hedges_kept() -> None:
    text = (
        "China's sales of power and energy storage batteries reached 900.5 GWh in 2024. "
        "Sales of power batteries were 620.4 GWh and sales of energy storage batteries nearly 290 GWh."
    )
    (check,) = of_kind(told(("2025-01-11", text)), "sum")
    assert all(words in check.text for words in ("620.4", "nearly 290", "900.5"))


def test_parts_published_after_their_sum_but_dated_before_it_add_up_to_it() -> None:
    book = told(
        ("2023-05-09", "4月20日和21日，国轩高科签署滁州基地项目和宜春基地项目投资协议，两个基地共规划新增35GWh产能。"),
        (
            "2023-06-24",
            "Gotion signed a contract on April 20 to build a battery base in Chuzhou with a capacity of 20 GWh.",
        ),
        (
            "2023-06-25",
            "Gotion signed a contract on April 21 to build a battery base in Yichun with a capacity of 15 GWh.",
        ),
    )
    assert "20 GWh a year" in words_of(of_kind(book, "sum"))
    assert "resigned" not in [check.kind for group in book.findings.values() for check in group]


def test_amounts_without_words_of_their_own_are_no_parts_of_another_scope() -> None:
    desk = PartDesk()
    desk.write("The base has {}, of which {} and {}.", (BASE, 199, {}), (BASE, 144, {}), (BASE, 56, {}))
    assert {fact.perimeter for fact in _facts(desk.ledger(), "capacity")} == {None}


def test_what_a_plant_had_and_its_last_phase_make_its_new_whole() -> None:
    desk = PartDesk()
    desk.write("The base has {}.", (BASE, 25, {"period": "2021"}), on="2021-05-01")
    desk.write("Phase 4 of {} brings it to {}.", (phase(4), 35, {}), (BASE, 60, {}), on="2023-05-01")
    assert "25 GWh a year" in words_of(of_kind(desk.ledger(), "sum"))


def test_a_phase_that_is_not_the_last_enlarges_nothing() -> None:
    desk = PartDesk()
    desk.write("The base has {}.", (BASE, 25, {"period": "2021"}), on="2021-05-01")
    desk.write(
        "Phase 3 of {}, phase 4 of {} and in all {}.",
        *((phase(3), 35, {}), (phase(4), 7, {}), (BASE, 60, {})),
        on="2023-05-01",
    )
    assert of_kind(desk.ledger(), "sum") == []


def test_makers_told_behind_a_total_of_passenger_cars_are_counted_for_those_alone() -> None:
    book = told(
        (
            "2024-01-11",
            "2023年我国新能源乘用车动力电池装机量为320.5GWh。国轩高科装机量10.2GWh，蜂巢能源装机量8.4GWh。",
        ),
        ("2024-01-20", "Gotion installed 16.1 GWh of batteries in China in 2023."),
    )
    found = {f.value: f.perimeter for f in _facts(book, "installed")}
    assert (found[10.2], found[16.1]) == ("product=passenger", None)
    assert of_kind(book, "conflict") == []
