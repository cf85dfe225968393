from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigawatch.figures import read_unit
from gigawatch.figures.live import Kind, Order, Source, find_source, read_options, sources
from gigawatch.figures.live.country import name_country
from gigawatch.figures.live.descriptor import list_measures
from gigawatch.figures.live.source import Layout
from gigawatch.model import InputError

NAMES = sorted(sources())
TABLES = [name for name in NAMES if sources()[name].kind is Kind.TABLE]
CHINESE = re.compile(r"[一-鿿]")


def layout_of(source: Source) -> Layout:
    assert source.layout is not None
    return source.layout


def test_the_providers_that_were_asked_for_are_there() -> None:
    assert set(NAMES) == {
        *("world_bank", "owid_energy", "owid_chart", "ember_electricity", "iea_ev", "usgs_minerals", "comtrade"),
        *("ecb_rates", "ecb_daily", "gdelt", "rss"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_descriptor_speaks_both_languages(name: str) -> None:
    source = sources()[name]
    meanings = [source.title, source.rhythm, source.note, *source.measures.values()]
    meanings += [option.meaning for option in source.options.values()] + ([source.key.meaning] if source.key else [])
    assert all(meaning.en and CHINESE.search(meaning.zh) for meaning in meanings)


def test_the_page_on_live_sources_tells_of_each_with_licence_measures_and_what_is_not_certain() -> None:
    page = (Path(__file__).parents[2] / "docs" / "live-sources.md").read_text(encoding="utf-8")
    for source in sources().values():
        told = [f"`{source.name}`", source.licence, source.note.en, *(f"`{code}`" for code in source.measures)]
        assert [text for text in told if text not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_source_was_run_against_its_provider_yet(name: str) -> None:
    assert sources()[name].live_run == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_addresses_are_safe_and_of_the_providers_own_hosts(name: str) -> None:
    source = sources()[name]
    order = Order(source, read_options(source, {}))
    assert order.is_live
    assert all(request.address.startswith("https://") for request in order.requests())
    names = [request.name for request in order.requests()]
    assert len(set(names)) == len(names)
    assert not Order(source, read_options(source, {}), "http://127.0.0.1:9").is_live


@pytest.mark.parametrize("name", TABLES)
def test_every_measure_of_a_rule_is_defined_and_its_unit_is_known(name: str) -> None:
    source = sources()[name]
    layout = layout_of(source)
    for rule in source.rules:
        units = [rule.unit]
        for column, words in layout.names.items():
            units = [text.replace(f"{{{column}}}", word) for text in units for word in words.values()]
        assert [read_unit(unit).name for unit in units]
    codes = list_measures(source)
    assert codes
    assert all(code in source.measures or code.partition(".")[0] in source.measures for code in codes)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_that_a_rule_reads_is_expected(name: str) -> None:
    source = sources()[name]
    layout = layout_of(source)
    columns = {column.name for column in source.columns}
    read = {layout.subject, layout.code, layout.period, layout.value, *layout.names}
    for rule in source.rules:
        read |= {rule.value, *rule.where, *rule.starts, *rule.has, *rule.lacks}
    assert read - {""} <= columns


def test_a_name_that_is_no_source_is_told_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"no live source is called 'worldbank'.*world_bank"):
        find_source("worldbank")


def test_nothing_asked_for_is_refused() -> None:
    source = find_source("comtrade")
    with pytest.raises(InputError, match="comtrade is asked for nothing"):
        Order(source, read_options(source, {"product": " , "})).requests()


@pytest.mark.parametrize(
    ("name", "code", "country"),
    [
        ("Congo, Dem. Rep.", "COD", "Democratic Republic of the Congo"),
        ("Congo (Kinshasa)", "", "Democratic Republic of the Congo"),
        ("Turkiye", "", "Turkey"),
        ("Türkiye", "", "Turkey"),
        ("Netherlands", "", "The Netherlands"),
        ("Rep. of Korea", "", "South Korea"),
        ("World total (rounded)", "", "World"),
        ("anything", "WLD", "World"),
        ("Georgia", "", "Georgia"),
        ("Europe", "", None),
        ("OECD", "", None),
        ("European Union", "EUU", None),
    ],
)
def test_a_country_has_one_name_whatever_a_publisher_calls_it(name: str, code: str, country: str | None) -> None:
    assert name_country(name, code) == country
