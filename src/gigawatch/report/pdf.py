"""The report in print: its blocks as data given to the typesetter, whose every warning is an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from gigawatch.model import GigawatchError, InputError
from gigawatch.report.block import Content
from gigawatch.report.house import House, Logo
from gigawatch.report.paper import Data, Paper
from gigawatch.report.picture import WIDTH, render_svg
from gigawatch.report.publication import Publication
from gigawatch.report.typeset import Page, open_typesetter

TEMPLATE = Path(__file__).parent / "data" / "report.typ"
UNDATED = "1980-01-01"
HEAD, FOOT = 2.6, 2.4
"""The margins above and below the words of a page in the template, in centimetres."""
POINTS = 72 / 2.54


def render_pdf(content: Content, publication: Publication, path: Path) -> None:
    """Write the report as PDF; the bytes depend on the content alone. What the typesetter warns of is an error."""
    house = publication.house
    data = {**Paper(content, publication, _draw).data(), "house": _house(house)}
    document, warnings = _set(json.dumps(data, ensure_ascii=False), content.dated, house)
    if warnings:
        raise _error(house, f"the typesetter warns: {'; '.join(warnings)}")
    path.write_bytes(document)


def _draw(spec: Mapping[str, object], lang: str) -> Data:
    svg = render_svg(spec, lang)
    return {"svg": svg, "share": _share(svg)}


def _share(svg: str) -> float:
    """The part of the text's width that a picture takes, so that its type is the same size in every picture."""
    width = float(svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    return round(min(1.0, width / (WIDTH + 160)), 3)


def _house(house: House) -> Data:
    """What the template needs of the house: colours, fonts by family, paper, the logo's bytes."""
    return {
        "primary": house.primary,
        "accent": house.accent,
        "font": house.font.family if house.font else "",
        "heading_font": house.heading_font.family if house.heading_font else "",
        "paper": house.paper.typst,
        "logo": _logo(house.logo) if house.logo else None,
    }


def _logo(logo: Logo) -> Data:
    """The logo as the typesetter takes it: a drawing as text, a picture as its bytes."""
    data: object = logo.data.decode("utf-8") if logo.kind == "svg" else list(logo.data)
    return {"data": data, "kind": logo.kind}


def _error(house: House, what: str) -> GigawatchError:
    """What the typesetter says is the user's to mend where the template is theirs."""
    own = house.templates.get(TEMPLATE.name)
    return InputError(what, where=str(own), hint="see the template that ships") if own else GigawatchError(what)


def _set(report: str, dated: str, house: House) -> tuple[bytes, list[str]]:
    """The document of the house's template, and what the typesetter warns of."""
    import typst

    stamp = datetime.fromisoformat(dated or UNDATED).replace(tzinfo=UTC)
    template = house.templates.get(TEMPLATE.name, TEMPLATE)
    page = Page(HEAD * POINTS, (house.paper.height - FOOT) * POINTS)
    with open_typesetter(template, house.font_files, report, page) as typesetter:
        try:
            return typesetter.set(stamp)
        except typst.TypstError as error:
            raise _error(house, f"the typesetter stops: {error}") from error
