"""Every case of contradicting sources, from its texts to the ledger's answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from case_book import FOLDER, Case, book_of, ledger_of, read_cases
from case_check import check

CASES = read_cases()
UNMET = {str(name): tuple(lines) for name, lines in yaml.safe_load((FOLDER / "unmet.yml").read_text()).items()}
KINDS = 20  # the casebook's kinds, at least
REGIONS = 30
MOST_UNMET = 11


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_ledger_says_of_a_case_what_a_careful_reader_would(case: Case, tmp_path: Path) -> None:
    book = ledger_of(case, tmp_path)
    missing = {number: why for number, line in enumerate(case.expect) if (why := check(book, line))}
    assert sorted(missing) == sorted(UNMET.get(case.name, ())), missing
    book_of.cache_clear()


def test_every_case_of_the_casebook_is_met_in_full() -> None:
    assert not [case.name for case in CASES if case.folder == "casebook" and case.name in UNMET]


def test_what_is_not_met_yet_is_listed_once_and_may_only_shrink() -> None:
    names = {case.name: len(case.expect) for case in CASES}
    assert not [name for name in UNMET if name not in names]
    assert all(len(set(lines)) == len(lines) and max(lines) < names[name] for name, lines in UNMET.items())
    assert sum(map(len, UNMET.values())) <= MOST_UNMET


def test_the_cases_are_of_many_kinds_regions_and_both_languages() -> None:
    further = [case for case in CASES if case.folder != "casebook"]
    assert len(further) >= 100
    assert len({case.kind for case in CASES}) >= KINDS
    assert len({case.region for case in further}) >= REGIONS
    languages = Counter(document.get("language") for case in CASES for document in case.documents)
    assert min(languages["en"], languages["zh"]) >= 100


def test_every_document_of_a_case_carries_the_address_of_its_figures() -> None:
    documents = [document for case in CASES for document in case.documents]
    assert not [d["name"] for d in documents if not str(d.get("url") or "").startswith("http")]
