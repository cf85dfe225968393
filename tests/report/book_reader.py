"""Reads a spreadsheet back as a program of its own would: types, links and formulas from the parts of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FIRST_DAY = date(1899, 12, 30)
HEAD = 2


@dataclass
class Page:
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: int = 0
    has_filter: bool = False
    frozen: int = 0

    @property
    def heads(self) -> list[str]:
        width = max(column for row, column in self.cells if row == HEAD)
        return [str(self.cells.get((HEAD, column), "")) for column in range(width + 1)]

    @property
    def rows(self) -> list[list[object]]:
        last = max(row for row, _ in self.cells)
        return [[self.cells.get((row, x)) for x in range(len(self.heads))] for row in range(HEAD + 1, last + 1)]


def read_book(path: Path) -> dict[str, Page]:
    with ZipFile(path) as file:
        strings = ["".join(one.text or "" for one in entry.iter(f"{MAIN}t")) for entry in _parse(file, "sharedStrings")]
        dates = _date_styles(_parse(file, "styles"))
        names = [str(one.get("name")) for one in _parse(file, "workbook").iter(f"{MAIN}sheet")]
        pages = {}
        for number, name in enumerate(names, 1):
            root = _parse(file, f"worksheets/sheet{number}")
            relations = f"xl/worksheets/_rels/sheet{number}.xml.rels"
            targets = {}
            if relations in file.namelist():
                targets = {one.get("Id"): one.get("Target") for one in ElementTree.fromstring(file.read(relations))}
            pages[name] = _page(root, strings, dates, targets)
    return pages


def _parse(file: ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(file.read(f"xl/{part}.xml"))


def _date_styles(root: ElementTree.Element) -> set[int]:
    dates = {one.get("numFmtId") for one in root.iter(f"{MAIN}numFmt") if "yyyy" in str(one.get("formatCode"))}
    formats = root.find(f"{MAIN}cellXfs")
    assert formats is not None
    return {number for number, one in enumerate(formats) if one.get("numFmtId") in dates}


def _page(
    root: ElementTree.Element, strings: list[str], dates: set[int], targets: dict[str | None, str | None]
) -> Page:
    page = Page(has_filter=root.find(f"{MAIN}autoFilter") is not None)
    pane = next(root.iter(f"{MAIN}pane"), None)
    page.frozen = int(float(pane.get("ySplit") or 0)) if pane is not None else 0
    for cell in root.iter(f"{MAIN}c"):
        page.formulas += cell.find(f"{MAIN}f") is not None
        value = cell.find(f"{MAIN}v")
        if value is not None and value.text is not None:
            page.cells[_place(str(cell.get("r")))] = _value(cell, value.text, strings, dates)
    for link in root.iter(f"{MAIN}hyperlink"):
        page.links[_place(str(link.get("ref")))] = link.get("location") or str(targets[link.get(f"{REL}id")])
    return page


def _value(cell: ElementTree.Element, text: str, strings: list[str], dates: set[int]) -> object:
    if cell.get("t") == "s":
        return strings[int(text)]
    number = float(text)
    return FIRST_DAY + timedelta(days=number) if int(cell.get("s") or 0) in dates else number


def _place(ref: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", ref)
    assert found is not None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]) - 1, column - 1
