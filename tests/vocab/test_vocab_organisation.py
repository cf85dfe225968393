"""Organisations under all their names."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from gigawatch.vocab import aliases, links, normalise, organisations
from gigawatch.vocab.organisation import names_of

SHARED = Path(__file__).parents[2] / "../shared"


def ids_in(text: str) -> list[str]:
    return [mention.entry.id for mention in organisations().scan(text)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("CATL", "org-catl"),
        ("宁德时代", "org-catl"),
        ("寧德時代", "org-catl"),
        ("contemporary amperex technology co., limited", "org-catl"),
        ("Contemporary Amperex Technology Co Ltd", "org-catl"),
        ("ＣＡＴＬ", "org-catl"),
        ("四川时代新能源科技有限公司", "org-sichuan-times"),
        ("Times Geely", "org-times-geely"),
        ("时代长安", "org-times-changan"),
        ("China Innovation Airlines", "org-calb"),
        ("中航锂电", "org-calb"),
        ("Hive", "org-svolt"),
        ("Guoxuan", "org-gotion"),
        ("LG新能源", "org-lges"),
        ("Samsung SDI Co., Ltd.", "org-samsung-sdi"),
        ("Ministry of Industry and Information Technology", "org-miit"),
        ("工信部", "org-miit"),
        ("中科院", "org-cas"),
        ("Sichuan Provincial People’s Government", "org-sichuan-government"),
        ("World EV & ES Battery Conference", "org-wpbc"),
    ],
)
def test_a_name_finds_its_organisation_whatever_its_dress(name: str, wanted: str) -> None:
    found = organisations().find(name)
    assert found is not None
    assert found.id == wanted


def test_an_unknown_name_finds_nobody() -> None:
    assert organisations().find("Acme Rockets Ltd") is None
    assert organisations().find("") is None


def test_no_name_belongs_to_two_organisations() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for organisation in organisations():
        for name in names_of(organisation):
            owners[name.casefold()].add(organisation.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_only_a_parent_and_its_subsidiary_share_a_name_but_for_the_legal_form() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for organisation in organisations():
        for name in names_of(organisation):
            owners[normalise(name)].add(organisation.id)
    shared = [ids for ids in owners.values() if len(ids) > 1]
    assert all(
        any({above.id for above in organisations().ancestors(one)} >= ids - {one} for one in ids) for ids in shared
    )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Gotion Inc.", "org-gotion-inc"), ("gotion, inc.", "org-gotion-inc"), ("Gotion", "org-gotion")],
)
def test_a_legal_form_tells_a_subsidiary_from_its_parent(name: str, wanted: str) -> None:
    found = organisations().find(name)
    assert found is not None
    assert found.id == wanted


def test_ids_are_unique_and_every_alias_and_parent_has_its_organisation() -> None:
    table = organisations()
    ids = [organisation.id for organisation in table]
    assert len(ids) == len(set(ids)) == len(table)
    assert {alias.organisation for alias in aliases()} <= set(ids)
    assert {organisation.parent for organisation in table if organisation.parent} <= set(ids)


def test_nobody_is_its_own_ancestor() -> None:
    table = organisations()
    for organisation in table:
        assert organisation.id not in [above.id for above in table.ancestors(organisation.id)]


def test_organisations_work_in_links_that_exist() -> None:
    for organisation in organisations():
        assert set(organisation.works_in) <= set(links()), organisation.id


def test_every_row_says_where_its_name_was_read() -> None:
    for row in (*organisations(), *aliases()):
        assert row.source == "general knowledge" or row.source.startswith(("http://", "https://")), row


def test_a_joint_venture_keeps_its_own_name_and_knows_its_parent() -> None:
    table = organisations()
    assert [above.id for above in table.ancestors("org-times-geely")] == ["org-catl"]
    assert {"org-sichuan-times", "org-times-changan"} <= {child.id for child in table.subsidiaries("org-catl")}


def test_a_legal_name_is_one_mention_with_its_suffix() -> None:
    text = "executives of Contemporary Amperex Technology Co Ltd (CATL) and SK On Inc. met"
    found = [(m.surface, m.entry.id) for m in organisations().scan(text)]
    assert found == [
        ("Contemporary Amperex Technology Co Ltd", "org-catl"),
        ("CATL", "org-catl"),
        ("SK On Inc", "org-sk-on"),
    ]


def test_a_subsidiary_is_not_mistaken_for_the_parent_inside_its_name() -> None:
    assert ids_in("四川时代新能源科技有限公司与时代吉利（四川）动力电池有限公司") == [
        "org-sichuan-times",
        "org-times-geely",
    ]
    assert ids_in("CATL-Geely and BTR (Jiangsu) New Material Technology Ltd") == ["org-times-geely", "org-btr-jiangsu"]


def test_latin_names_are_whole_words_even_between_chinese_characters() -> None:
    assert ids_in("宜宾与CATL签约，比亚迪BYD参会") == ["org-catl", "org-byd", "org-byd"]
    assert ids_in("The Bydgoszcz union of CATLINE") == []


def test_names_that_are_common_words_are_not_searched_for() -> None:
    assert ids_in("Hive of activity on New Year's Eve; ford the river; 理想很丰满，日产1000吨，大众关注") == []


def test_offsets_are_those_of_the_text_itself() -> None:
    text = "  “ＣＡＴＬ”与欣旺达、ＳＶＯＬＴ"
    for mention in organisations().scan(text):
        assert text[mention.start : mention.end] == mention.surface
    assert len(organisations().scan(text)) == 3


def test_near_names_come_with_scores_best_first() -> None:
    found = organisations().candidates("Contemporary Amperex Tech", 3)
    assert found[0][0].id == "org-catl"
    assert 0.7 < found[0][1] <= 1
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.skipif(not SHARED.exists(), reason="reference material is not here")
def test_every_legal_name_and_subject_of_the_reference_tables_is_known() -> None:
    table = organisations()
    with (SHARED / "reference/company_aliases.csv").open(encoding="utf-8", newline="") as file:
        names = [n for row in csv.DictReader(file) for n in (row["legal_name_zh"], *row["alias_zh"].split(" / ")) if n]
    assert [name for name in names if table.find(name) is None] == []


@pytest.mark.skipif(not SHARED.exists(), reason="reference material is not here")
def test_the_press_release_names_its_participants() -> None:
    text = (SHARED / "seed/press-release.txt").read_text(encoding="utf-8")
    wanted = {"org-catl", "org-btr-jiangsu", "org-byd", "org-nio", "org-panasonic", "org-cbia", "org-cas", "org-miit"}
    assert wanted <= set(ids_in(text))
