from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from report_fixture import BUILT, OTHER, TOWN, empty_publication, ledger, publication

from gigawatch.model import Fact, InputError, Settlement
from gigawatch.quantity.telling import is_full_year
from gigawatch.report import Content, RefKind, Section, compose_report
from gigawatch.report.block import Bullets, KeyFigures, Paragraph, Run, Table, Text, Value
from gigawatch.report.capacity import headline
from gigawatch.report.figure import find_figures

LANGUAGES = ("en", "zh")


def sections(content: Content) -> Iterator[Section]:
    queue = list(content.sections)
    for section in queue:
        yield section
        queue.extend(section.sections)


def runs(content: Content) -> Iterator[Run]:
    for section in sections(content):
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from block.runs
            elif isinstance(block, Bullets):
                yield from (run for item in block.items for run in item)
            elif isinstance(block, KeyFigures):
                yield from (run for figure in block.figures for run in (figure.value, *figure.context))
            elif isinstance(block, Table):
                yield from (run for row in block.rows for cell in row for run in cell)
                yield from block.note


def told(content: Content) -> str:
    return "".join(run.text for run in runs(content))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_without_a_reference_hold_no_figure(lang: str) -> None:
    loose = [run.text for run in runs(compose_report(publication(), lang)) if isinstance(run, Text)]
    assert [text for text in loose if find_figures(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_labels_and_captions_hold_no_figure(lang: str) -> None:
    content = compose_report(publication(), lang)
    titles = [section.title for section in sections(content)]
    tables = [block for section in sections(content) for block in section.blocks if isinstance(block, Table)]
    words = [*titles, *(word for table in tables for word in (table.caption, *table.head))]
    assert [word for word in words if find_figures(word)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_two_languages_say_the_same_figures(lang: str) -> None:
    content = compose_report(publication(), lang)
    other = compose_report(publication(), "zh" if lang == "en" else "en")
    facts = {ref.id for ref in content.refs() if ref.kind is RefKind.FACT}
    assert facts == {ref.id for ref in other.refs() if ref.kind is RefKind.FACT}
    assert facts <= ledger().facts.keys()


def test_a_contradiction_names_both_values_in_the_sentence() -> None:
    fact = next(f for f in ledger().facts.values() if f.subject == TOWN and f.status == "operating")
    assert fact.verdict is Settlement.OPEN
    text = told(compose_report(publication(), "en"))
    assert "40 GWh a year (sources disagree, with 55 GWh a year also reported)" in text


def test_a_contradiction_is_said_in_chinese_in_its_own_way() -> None:
    assert "40 GWh/年（来源说法不一，另有55 GWh/年之说）" in told(compose_report(publication(), "zh"))


def test_a_rival_value_leads_to_its_own_statement() -> None:
    values = [run for run in runs(compose_report(publication(), "en")) if isinstance(run, Value)]
    assert any(run.text == "55 GWh a year" and run.ref.id == OTHER.id for run in values)
    assert not any(run.text == "40 GWh a year" and run.ref.id == OTHER.id for run in values)
    assert BUILT.id in {c.claim for group in ledger().candidates.values() for c in group}


def test_planned_and_built_capacity_stand_apart_and_no_sum_of_them_is_told() -> None:
    text = told(compose_report(publication(), "en"))
    assert "120 GWh a year" in text
    assert "160 GWh" not in text
    assert "175 GWh" not in text


def test_hedges_reach_the_page_in_both_languages() -> None:
    assert "over 21 GWh" in told(compose_report(publication(), "en"))
    assert "超过21 GWh" in told(compose_report(publication(), "zh"))


def test_one_amount_in_two_currencies_is_told_as_one() -> None:
    text = told(compose_report(publication(), "en"))
    assert "9.5 billion yuan in total (1.3 billion US dollars by the source’s own conversion)" in text
    assert "95亿元（来源折合13亿美元）" in told(compose_report(publication(), "zh"))


def test_the_conference_is_told_with_its_place_dates_and_sponsor() -> None:
    text = told(compose_report(publication(), "en"))
    assert "took place in Riverton from 4 to 6 May 2031, hosted by Riverton Council." in text


def test_a_forecast_is_told_with_speaker_and_date_not_as_a_fact() -> None:
    text = told(compose_report(publication(), "en"))
    assert "Dana Field, scientist, predicted on 8 May 2031: “The industry will move to the river”" in text


def test_a_superlative_is_marked_as_to_be_checked() -> None:
    text = told(compose_report(publication(), "en"))
    assert "“largest on the river”" in text
    assert "“largest on the river” (is said to be)" in text
    assert "1 claim" not in text
    assert "make one claim to be the first or the largest of its kind" in text


def test_a_count_is_a_computation_with_the_counted_things_as_inputs() -> None:
    content = compose_report(publication(), "en")
    counted = [c for c in content.computations.values() if c.text.startswith("Number of pledges")]
    assert [(c.result, len(c.inputs)) for c in counted] == [("1", 1)]
    assert all(c.inputs for c in content.computations.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_section_without_data_says_so(lang: str) -> None:
    content = compose_report(empty_publication(), lang)
    assert {s.id for s in content.sections} == {s.id for s in compose_report(publication(), lang).sections}
    assert all(section.blocks or section.sections for section in content.sections)
    assert list(content.refs()) == []


def test_a_language_that_is_not_written_is_refused() -> None:
    with pytest.raises(InputError, match="no report can be written in 'fr'"):
        compose_report(publication(), "fr")


def test_the_same_publication_gives_the_same_content() -> None:
    again = dataclasses.replace(publication())
    assert compose_report(publication(), "zh") == compose_report(again, "zh")


def test_a_region_may_be_given_by_name() -> None:
    assert dataclasses.replace(publication(), region="里弗顿").region == TOWN


def fact(key: str, **fields: object) -> Fact:
    values: dict[str, object] = {
        "subject": TOWN, "measure": "production", "value": 1.0, "high": None, "unit": "GWh", "qualifier": None,
        "valid_on": "2030", "known_on": "2031-01-01", "status": "reported", "perimeter": None, "place": None,
        "rule": "statistics", "verdict": Settlement.SETTLED,
    }  # fmt: skip
    return Fact(id=key, **{**values, **fields})  # type: ignore[arg-type]


def test_no_headline_is_undecided_or_of_a_phase() -> None:
    whole = fact("whole", valid_on="2029")
    undecided = fact("undecided", valid_on="2031", verdict=Settlement.ABSTAINED)
    phase = fact("phase", valid_on="2030", perimeter="phase 8")
    assert headline([whole, undecided, phase]) == whole
    assert headline([undecided, phase]) is None


def test_a_half_year_is_no_full_year() -> None:
    full, part = ("2030", "2030-01/2030-12"), ("2030-H1", "2030-01/2030-09", "2030-05", "2030 target", None)
    assert all(is_full_year(one) for one in full)
    assert not any(is_full_year(one) for one in part)


def test_an_open_headline_names_its_rival() -> None:
    (row,) = [b for s in compose_report(publication(), "en").sections for b in s.blocks if isinstance(b, KeyFigures)]
    built = next(figure for figure in row.figures if figure.label.startswith("Battery capacity built"))
    assert {BUILT.surface[:6], OTHER.surface[:6]} & {built.value.text[:6]}
    assert "sources disagree" in "".join(run.text for run in built.context)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_value_left_open_by_no_contradiction_is_not_counted_among_the_contradicted(lang: str) -> None:
    made = publication()
    alone = next(f for f in made.ledger.facts.values() if len(made.ledger.candidates[f.id]) == 1)
    facts = {
        key: dataclasses.replace(fact, verdict=Settlement.OPEN if fact is alone else Settlement.SETTLED)
        for key, fact in made.ledger.facts.items()
    }
    told = dataclasses.replace(made, ledger=dataclasses.replace(made.ledger, facts=facts))
    quality = next(section for section in compose_report(told, lang).sections if section.id == "quality")
    assert "open" not in {section.id for section in quality.sections}
    words = ["".join(run.text for run in block.runs) for block in quality.blocks if isinstance(block, Paragraph)]
    assert {"en": "Another one is provisional", "zh": "另有1项为几处工厂合计或推算所得"}[lang] in " ".join(words)
    assert {"en": "no two sources contradict each other", "zh": "来源之间未见矛盾"}[lang] in words[0]
