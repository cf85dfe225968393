from __future__ import annotations

from pathlib import Path

import pytest
from site_example import content, publication

from gigawatch.site import make_site, write_pages


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole small site, written once."""
    folder = tmp_path_factory.mktemp("site")
    export = tmp_path_factory.mktemp("build") / "export"
    export.mkdir()
    (export / "fact.csv").write_text("id\n", encoding="utf-8")
    made = publication()
    contents = {lang: content(made, lang) for lang in ("en", "zh")}
    report = write_pages(make_site(made, contents, [export / "fact.csv"]), folder)
    assert report.pages > 40
    assert report.downloads == 1
    return folder
