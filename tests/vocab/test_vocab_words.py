"""The words of the vocabulary: complete, in both languages, and bound to one another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gigawatch.vocab import (
    currencies,
    find_links,
    kinds_of_statement,
    label,
    ledger_status,
    links,
    measures,
    publishers,
    statuses,
)
from gigawatch.vocab.page import compose_page
from gigawatch.vocab.shelf import read_entries

ROOT = Path(__file__).parents[2]
MEASURES = (
    "investment capacity production installed sales shipments projects jobs revenue contract_value supply_volume share "
    "growth area price energy_density emissions emission_intensity reserves vehicles stations other"
)
SHORT = {"announced", "signed", "under_construction", "operating", "planned", "cancelled", "delayed"}
LADDER = (
    "rumoured announced signed approved financed under_construction trial_production operating full_capacity "
    "delayed suspended cancelled closed"
)


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def codes_of(links_found: object) -> list[str]:
    return [mention.code for mention in links_found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("measure.toml", "measure"),
        ("status.toml", "status"),
        ("status.toml", "kind_of_statement"),
        ("link.toml", "link"),
        ("currency.toml", "currency"),
        ("publisher.toml", "kind"),
    ],
)
def test_no_code_is_given_twice(file: str, table: str) -> None:
    codes = [entry["code"] for entry in read_entries(file, table)]
    assert codes
    assert len(codes) == len(set(codes))


def test_the_measures_are_those_of_the_read_contract_in_its_order() -> None:
    assert list(measures()) == MEASURES.split()


def test_every_definition_stands_in_both_languages() -> None:
    for entry in (*measures().values(), *statuses().values(), *kinds_of_statement().values(), *links().values()):
        assert len(entry.definition_en) > 20, entry.code
        assert is_chinese(entry.definition_zh), entry.code
        assert is_chinese(entry.name_zh), entry.code


def test_installed_capacity_says_what_it_is_not() -> None:
    definition = measures()["installed"].definition_en
    assert all(word in definition for word in ("not production (产量)", "shipments (出货量)", "sales (销量)"))


def test_the_ladder_climbs_and_what_stands_beside_it_has_no_rank() -> None:
    assert list(statuses()) == LADDER.split()
    ranks = [status.rank for status in statuses().values()]
    assert ranks == [*range(1, 10), None, None, None, None]


def test_every_status_prints_as_one_of_the_short_ladder() -> None:
    assert {status.short for status in statuses().values()} <= SHORT


def test_every_short_status_enters_the_ledger_and_a_forecast_does_not() -> None:
    assert all(ledger_status(short) for short in SHORT)
    planned = ledger_status("planned")
    assert planned is not None
    assert planned.code == "announced"
    assert ledger_status("forecast") is None
    assert ledger_status("reported") is None


def test_a_ceremony_alone_does_not_admit_construction() -> None:
    status = statuses()["under_construction"]
    assert "ceremony alone" in status.entry_test_en
    assert "仅有仪式" in status.entry_test_zh


def test_statuses_age_with_a_reason_unless_they_are_final() -> None:
    for status in statuses().values():
        assert status.terminal == (status.ages_after_days is None), status.code
        assert status.terminal or (status.ages_reason_en and is_chinese(status.ages_reason_zh or "")), status.code


def test_only_what_has_made_product_counts_as_built() -> None:
    built = {status.code for status in statuses().values() if status.is_built}
    assert built == {"trial_production", "operating", "full_capacity"}


def test_links_feed_links_that_exist() -> None:
    for link in links().values():
        assert set(link.feeds) <= set(links()), link.code
        assert link.code not in link.feeds


def test_the_chain_flows_downstream_but_for_equipment_and_what_is_recycled() -> None:
    for link in links().values():
        if link.code not in ("recycling", "equipment"):
            assert all(links()[code].stage >= link.stage for code in link.feeds), link.code


def test_no_term_names_two_links() -> None:
    owners: dict[str, str] = {}
    for link in links().values():
        for term in (*link.terms_en, *link.terms_zh):
            assert owners.setdefault(term.lower(), link.code) == link.code, term


def test_links_are_found_by_their_words_in_both_languages() -> None:
    assert codes_of(find_links("年产10万吨磷酸铁锂正极材料和10亿平方米锂电隔膜项目", "zh")) == ["cathode", "separator"]
    assert codes_of(
        find_links("An LFP cathode plant and a copper foil line beside the battery cell factory", "en")
    ) == [
        "cathode",
        "copper_foil",
        "cell",
    ]


def test_a_battery_of_iron_phosphate_is_a_cell_and_the_powder_a_cathode() -> None:
    assert codes_of(find_links("磷酸铁锂电池")) == ["cell"]
    assert codes_of(find_links("磷酸铁锂")) == ["cathode"]
    assert codes_of(find_links("磷酸铁")) == ["precursor"]


def test_a_longer_word_that_means_something_else_hides_the_link_inside_it() -> None:
    assert find_links("fuel cells and solar cells", "en") == []
    assert find_links("世界动力电池大会推动动力电池产业发展，氢燃料电池亮相") == []


def test_the_surface_of_a_link_is_the_text_at_its_offsets() -> None:
    text = "宜宾已形成从碳酸锂、前驱体到电芯的链条"
    assert [text[m.start : m.end] for m in find_links(text)] == ["碳酸锂", "前驱体", "电芯"]


def test_currencies_carry_three_letters_and_two_names() -> None:
    assert {"CNY", "USD", "EUR", "JPY", "KRW"} <= set(currencies())
    assert all(len(c.code) == 3 and c.code.isupper() and is_chinese(c.name_zh) for c in currencies().values())


def test_a_publisher_is_known_by_name_alias_domain_and_address() -> None:
    table = publishers()
    found = [table.find(name) for name in ("Xinhua", "新华社", "news.cn", "https://www.xinhuanet.com/a/b.html")]
    assert [p.name for p in found if p] == ["Xinhua"] * 4


def test_the_longest_ending_of_a_domain_decides() -> None:
    table = publishers()
    assert table.kind("https://www.stats.gov.cn/sj/").code == "official_statistic"
    assert table.kind("https://www.yibin.gov.cn/x").code == "government"
    assert table.kind("notgov.cn").code == "unknown"


def test_a_copy_weighs_less_than_an_unknown_page_and_a_statistic_most() -> None:
    standing = publishers().standing
    assert (
        standing("menafn.com") < standing("nobody-knows.example") < standing("prnewswire.com") < standing("reuters.com")
    )
    assert standing("stats.gov.cn") == max(kind.standing for kind in publishers().kinds.values())
    assert standing(None) == standing("nobody-knows.example")


def test_no_publisher_shares_a_name_or_domain() -> None:
    entries = read_entries("publisher.toml", "publisher")
    for key in ("domains", "aliases", "titles"):
        values = [str(v).casefold() for e in entries for v in e.get(key, [])]  # type: ignore[attr-defined]
        assert len(values) == len(set(values)), key
    known = {id(one): one for one in publishers().by_name.values()}.values()
    assert len(publishers().by_name) == len([name for one in known for name in {n.casefold() for n in one.names}])


def test_standing_lies_between_nothing_and_one_and_has_a_reason() -> None:
    for kind in publishers().kinds.values():
        assert 0 < kind.standing < 1
        assert kind.reason_en
        assert is_chinese(kind.reason_zh)


def test_labels_speak_both_languages_and_an_unlisted_code_is_its_own_name() -> None:
    assert label("measure", "installed", "zh") == "装车量"
    assert label("status", "under_construction", "en") == "under construction"
    assert label("status", "planned", "zh") == "规划"
    assert label("link", "cathode", "zh") == "正极材料"
    assert label("currency", "CNY", "en") == "Chinese yuan"
    assert label("measure", "nonsense", "en") == "nonsense"


def test_the_page_in_the_docs_is_the_one_that_the_files_make() -> None:
    assert (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8") == compose_page()


def test_importing_the_vocabulary_loads_no_heavy_library() -> None:
    heavy = ["polars", "pyarrow", "scipy", "numpy", "altair", "rapidfuzz", "ahocorasick", "babel", "opencc"]
    code = f"import sys, gigawatch.vocab; print([m for m in {heavy!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_words_that_name_two_links_at_once_are_found_as_both() -> None:
    assert codes_of(find_links("铜（铝）箔")) == codes_of(find_links("铝铜箔")) == ["copper_foil", "aluminium_foil"]
    assert codes_of(find_links("cathode and anode materials", "en")) == ["cathode", "anode"]
