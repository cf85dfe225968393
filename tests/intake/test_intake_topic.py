"""Which texts are taken to be about the battery industry: nearly all that are, hardly any that are not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path

import pytest
from soak.offtopic import Aside, tell_asides
from soak.stream import read_news

from gigawatch.intake import load_documents
from gigawatch.intake.topic import topic
from gigawatch.model import Document
from intake_maker import make_page

ROOT = Path(__file__).parents[2]
LABELLED = (ROOT / "tests/claims/gold/document", ROOT / "src/gigawatch/run/sample/yibin/documents")
LEAST_RECALL, MOST_PASSED, MOST_HARD_PASSED = 0.99, 0.005, 0.02


def labelled() -> Iterator[Document]:
    for folder in LABELLED:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.endswith((".yaml", ".csv")):
                yield from (found for found in load_documents(path) if isinstance(found, Document))


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(labelled())


@pytest.fixture(scope="module")
def asides() -> list[Aside]:
    return list(islice(tell_asides(2022), 1400))


def test_of_the_labelled_documents_at_least_99_in_100_are_met(documents: list[Document]) -> None:
    missed = [found.path for found in documents if not topic().is_met(f"{found.title}\n{found.text}")]
    assert len(documents) >= 127
    assert len(missed) <= (1 - LEAST_RECALL) * len(documents), missed


def test_no_document_that_is_met_is_lost_while_it_is_still_a_page(documents: list[Document]) -> None:
    for found in documents:
        if topic().is_met(f"{found.title}\n{found.text}"):
            page = make_page(escape(found.text), f"<title>{escape(found.title or '')}</title>")
            assert topic().may_pass_page(page), found.path


def test_a_page_in_character_references_is_read_as_what_they_stand_for() -> None:
    told = "".join(f"&#{ord(char)};" for char in "宁德时代的动力电池项目年产能为30GWh。")
    assert topic().may_pass_page(make_page(told))


def test_words_in_menus_scripts_and_footers_do_not_make_a_page_one_of_the_industry() -> None:
    loud = "动力电池 lithium battery plant"
    page = f"<body><nav>{loud}</nav><script>{loud}</script><p>Rain is expected.</p><footer>{loud}</footer></body>"
    assert not topic().may_pass_page(page)


def test_a_menu_that_does_not_end_hides_nothing() -> None:
    assert topic().may_pass_page("<body><nav><p>The battery plant makes 30 GWh of battery cells.</p></body>")


def test_hardly_any_synthetic_text_off_the_topic_is_met(asides: list[Aside]) -> None:
    met = [aside for aside in asides if topic().is_met(f"{aside.title}\n{aside.text}")]
    hard = [aside for aside in asides if aside.hard]
    assert len(met) <= MOST_PASSED * len(asides), [aside.text for aside in met]
    assert sum(aside.hard for aside in met) <= MOST_HARD_PASSED * len(hard)


def test_most_synthetic_news_of_the_industry_is_met() -> None:
    """Some of it says what runs in a city and names no industry, as real news in a trade paper does."""
    told = [item.document.text for item in islice(read_news(2022), 1000)]
    assert sum(map(topic().is_met, told)) >= 0.9 * len(told)


OFF = (
    "The man was charged with aggravated battery after a fight outside a bar in Ohio; he was held in the county jail.",
    "The phone has a 5,000 mAh battery, a bright screen and three cameras. The battery charges in 40 minutes.",
    "Hens in battery cages are to be banned; the farms of the region have until 2030.",
    "An artillery battery was destroyed near the river on Tuesday, the army said.",
    "The new saloon has a petrol engine of 110 kilowatts and a larger boot.",
    "手机电池不耐用怎么办？专家建议调低屏幕亮度，避免边充边玩，电池温度过高会影响寿命。",
    "五号干电池应放入回收箱，不要与生活垃圾混放。",
    "燃气电厂将运行到本十年末，光伏电站今年新增装机20兆瓦。",
)


@pytest.mark.parametrize("text", OFF)
def test_batteries_of_other_kinds_are_not_the_industry(text: str) -> None:
    assert not topic().is_met(text)


ON = (
    "CATL will build a second battery plant in Debrecen.",
    "Pilbara Minerals cut its forecast for spodumene concentrate as lithium prices fell.",
    "The grid operator ordered a battery storage system of 200 MWh.",
    "Northvolt's recycler Revolt stops work; batteries from cars go elsewhere.",
    "宁德时代宜宾基地七期开工，建成后年产能30GWh。",
    "天赐材料拟投建年产20万吨电解液项目。",
    "寧德時代的第700座巧克力換電站在濟南投入使用。",
)


@pytest.mark.parametrize("text", ON)
def test_short_news_of_every_part_of_the_industry_is_met(text: str) -> None:
    assert topic().is_met(text)


def test_what_may_pass_holds_one_of_the_strings_without_which_nothing_does() -> None:
    assert not topic().may_pass("Rain is expected around noon.")
    assert topic().may_pass("LITHIUM")


@pytest.mark.parametrize("unit", ["<nav ", "<script>", "battery ", "电池", "<a><nav>", "&#30005;", "< "])
def test_time_grows_with_the_page_also_where_it_is_made_to_be_slow(unit: str) -> None:
    def seconds(times: int) -> float:
        page = f"<body>{unit * times} lithium</body>"
        best = 9e9
        for _ in range(3):
            began = time.process_time()
            topic().may_pass_page(page)
            best = min(best, time.process_time() - began)
        return best

    topic().may_pass_page("lithium")
    assert seconds(200_000) <= 30 * seconds(20_000) + 0.05
