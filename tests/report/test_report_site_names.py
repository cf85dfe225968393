from __future__ import annotations

import pytest
from test_report_content import told

from gigawatch.report import Publication, compose_report
from gigawatch.report.scope import Scope, Subject


def plants_of_one_owner(desk, region: str, subject: Subject) -> Publication:
    """Synthetic plants of one owner in two towns, each with its money."""
    for town, value in (("Yibin", 6), ("Zhaoqing", 2)):
        words = f"{value} billion yuan"
        desk.document(town, f"Synthetic. CATL announced to invest {words} at its plant in {town}.", "2031-02-03")
        fields = {"measure": "investment", "place": town, "subject": "CATL", "status": "announced"}
        desk.say(town, words, value * 1e9, "CNY", period="2031-02", **fields)
    return Publication(
        ledger=desk.ledger(),
        name="Synthetic",
        name_zh="",
        region=region,
        edition="0" * 12,
        dated="2031-02-03",
        scope=Scope(subject),
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "In announced investment, Yibin (6 billion yuan) and Zhaoqing (2 billion yuan) stand out."),
        ("zh", "宜宾市（60亿元）和肇庆市（20亿元）居前"),
    ],
)
def test_the_profile_of_a_company_names_its_own_sites_by_their_towns(desk, lang: str, words: str) -> None:
    assert words in told(compose_report(plants_of_one_owner(desk, "org-catl", Subject.COMPANY), lang))


def test_several_sites_of_one_owner_in_a_region_are_named_in_full(desk) -> None:
    report = told(compose_report(plants_of_one_owner(desk, "place-cn", Subject.REGION), "en"))
    assert "In announced investment, CATL, Yibin (6 billion yuan); CATL, Zhaoqing (2 billion yuan) stand out." in report
