from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document
from gigawatch.resolve import resolve
from gigawatch.resolve.another_name import find_other_names


def kept(name: str, text: str, language: str) -> Document:
    return Document(name, f"{name}.md", "00", text, language, name, None, None, date(2024, 9, 1))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("时代长安是四川时代七期项目。", "zh"),
        ("时代长安动力电池项目（四川时代七期）在宜宾投产。", "zh"),
        ("四川时代七期（时代长安）投产。", "zh"),
        ("Times Changan is phase VII of Sichuan Times.", "en"),
        ("Times Changan, which is the seventh phase of Sichuan Times, opened.", "en"),
        ("Sichuan Times' phase VII (Times Changan) opened.", "en"),
    ],
)
def test_a_text_says_that_a_project_is_a_phase_of_another_firm(text: str, language: str) -> None:
    (found,) = find_other_names([kept("d", text, language)])
    assert (found.name, found.whole, found.ordinal) == ("org-times-changan", "org-sichuan-times", 7)


@pytest.mark.parametrize(
    "text",
    [
        "四川时代与时代长安七期同日投产。",
        "时代长安和四川时代均在宜宾。",
        "Sichuan Times opened phase VII and Times Changan signed.",
        "Times Changan is a partner of Sichuan Times, whose phases 1 to 3 run.",
    ],
)
def test_two_firms_side_by_side_are_not_one(text: str) -> None:
    assert not list(find_other_names([kept("d", text, "zh")]))


def test_a_plant_under_another_name_is_tied_to_the_phase_with_a_judgement_that_quotes_the_source() -> None:
    document = kept("d", "时代长安动力电池项目（四川时代七期）在宜宾投产，年产能30GWh。", "zh")
    found = resolve({"d": document}, read_claims(document).claims, [])
    tied = [entity for entity in found.entities.values() if entity.data.get("same_as")]
    assert tied
    for entity in tied:
        target = found.entities[str(entity.data["same_as"])]
        assert target.data["ordinals"] == [7]
        assert target.id != entity.id
    judgement = next(j for j in found.judgements.values() if j.by == "rule:another-name")
    assert "四川时代七期" in judgement.reason
