from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from site_example import content, publication
from site_tree import read_page

from gigawatch.ledger import make_ledger
from gigawatch.site import make_site, write_pages

FROM = {"en": "as retold from Example Cells", "zh": "据Example Cells报道改写"}
OWN = {"en": "In its words", "zh": "原文"}


@pytest.fixture(scope="module")
def retold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with one of its documents a retelling."""
    made, folder = publication(), tmp_path_factory.mktemp("retold")
    material = made.ledger.material
    documents = {**material.documents, "doc-open": replace(material.documents["doc-open"], retold=True)}
    made = replace(made, ledger=make_ledger(replace(material, documents=documents)))
    write_pages(make_site(made, {lang: content(made, lang) for lang in ("en", "zh")}), folder)
    return folder


def words(folder: Path, lang: str, name: str) -> str:
    return " ".join(read_page(folder / lang / name).find("main")[0].text.split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_list_of_sources_says_which_are_retold(retold: Path, built: Path, lang: str) -> None:
    assert FROM[lang] in words(retold, lang, "sources.html")
    assert FROM[lang] not in words(built, lang, "sources.html")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_of_a_retelling_says_whose_words_and_licence_it_has(retold: Path, built: Path, lang: str) -> None:
    page, own = words(retold, lang, "document/doc-open.html"), words(built, lang, "document/doc-open.html")
    assert ("the retelling's, not the publisher's" if lang == "en" else "均属改写本") in page
    assert OWN[lang] in own
    assert OWN[lang] not in page


def test_only_a_sentence_of_the_publishers_own_is_a_block_quotation(retold: Path) -> None:
    main = read_page(retold / "en" / "thing" / "site-example.html").find("main")[0]
    quotations = [one.text for one in main.find("blockquote")]
    retellings = [one.text for one in main.find("div") if "retold" in one.attributes.get("class", "")]
    assert any("two officials said" in one for one in quotations)
    assert not any("over 30 GWh" in one for one in quotations)
    assert any("over 30 GWh" in one for one in retellings)
