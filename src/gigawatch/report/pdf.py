"""The report in print: its blocks as data given to the typesetter, whose every warning is an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from gigawatch.model import GigawatchError
from gigawatch.report.block import Content
from gigawatch.report.paper import Data, Paper
from gigawatch.report.picture import WIDTH, font_folder, render_svg
from gigawatch.report.publication import Publication

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).parent / "data" / "report.typ"
UNDATED = "1980-01-01"


def render_pdf(content: Content, publication: Publication, path: Path) -> None:
    """Write the report as PDF; the bytes depend on the content alone. What the typesetter warns of is an error."""
    data = Paper(content, publication, _draw).data()
    document, warnings = _compile(json.dumps(data, ensure_ascii=False), content.dated)
    if warnings:
        raise GigawatchError(f"the typesetter warns: {'; '.join(warnings)}", where=str(path))
    path.write_bytes(document)


def _draw(spec: Mapping[str, object], lang: str) -> Data:
    svg = render_svg(spec, lang)
    return {"svg": svg, "share": _share(svg)}


def _share(svg: str) -> float:
    """The part of the text's width that a picture takes, so that its type is the same size in every picture."""
    width = float(svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    return round(min(1.0, width / (WIDTH + 160)), 3)


@cache
def _compiler() -> typst.Compiler:
    import typst

    return typst.Compiler(str(TEMPLATE), font_paths=[str(font_folder())], ignore_system_fonts=True)


def _compile(report: str, dated: str) -> tuple[bytes, list[str]]:
    stamp = datetime.fromisoformat(dated or UNDATED).replace(tzinfo=UTC)
    document, warnings = _compiler().compile_with_warnings(
        format="pdf", sys_inputs={"report": report}, timestamp=stamp, pdf_standards="ua-1"
    )
    return cast(bytes, document), [warning.message for warning in warnings]
