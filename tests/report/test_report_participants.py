from __future__ import annotations

import dataclasses

import pytest
from report_fixture import HELD, publication

from gigawatch.report import Publication, compose_report
from gigawatch.report.block import Paragraph, Section, Table


def of(**people: list[str]) -> Publication:
    """The publication of the fixture, its conference with these participants."""
    held = dataclasses.replace(HELD, data={**HELD.data, "participants": people})
    known = publication()
    claims = {**known.ledger.material.claims, held.id: held}
    material = dataclasses.replace(known.ledger.material, claims=claims)
    return dataclasses.replace(known, ledger=dataclasses.replace(known.ledger, material=material))


def participants(told: Publication, lang: str) -> Section:
    conference = next(one for one in compose_report(told, lang).sections if one.id == "conference")
    return next(one for one in conference.sections if one.id == "participants")


@pytest.mark.parametrize(
    ("lang", "name", "below"),
    [
        ("en", "Ouyang Minggao", "Also present, without being named: leading scientists and company executives."),
        ("zh", "欧阳明高", "另有未具名的参会者：知名科学家和企业高管。"),
    ],
)
def test_the_table_of_participants_lists_names_and_a_sentence_below_the_groups_without_one(
    lang: str, name: str, below: str
) -> None:
    told = of(scientists=["leading scientists", "Ouyang Minggao"], executives=["company executives"])
    (table,) = participants(told, lang).blocks
    assert isinstance(table, Table)
    assert ["".join(run.text for run in row[1]) for row in table.rows] == [name]
    assert "".join(run.text for run in table.note) == below


def test_participants_of_whom_nobody_is_named_stand_in_a_sentence_and_no_table() -> None:
    (block,) = participants(of(officials=["government officials"]), "en").blocks
    assert isinstance(block, Paragraph)
    assert "".join(run.text for run in block.runs) == "Also present, without being named: government officials."
