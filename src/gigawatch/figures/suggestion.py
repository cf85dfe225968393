"""A first mapping for a table of other column names, guessed from its heading and cells, for a person to check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from gigawatch.figures.mapping import COLUMNS, NEEDED, sidecar_of
from gigawatch.figures.period import read_period
from gigawatch.figures.sheet import Sheet, read_sheet
from gigawatch.figures.unit import read_unit
from gigawatch.figures.value import read_value
from gigawatch.model import InputError

_NAMES = {
    "subject": (
        "company",
        "enterprise",
        "firm",
        "country",
        "region",
        "province",
        "city",
        "name",
        "企业",
        "公司",
        "国家",
        "地区",
        "省份",
        "名称",
    ),
    "measure": ("indicator", "variable", "metric", "指标", "项目"),
    "period": ("year", "date", "month", "quarter", "time", "年份", "年", "时间", "日期", "期间"),
    "value": ("amount", "number", "figure", "数值", "数据", "值", "装机量"),
    "unit": ("units", "单位"),
    "source": ("url", "address", "reference", "source_url", "来源"),
    "vintage": ("published", "release", "as_of", "发布日期", "发布时间"),
    "licence": ("license", "许可"),
    "note": ("notes", "comment", "remark", "备注"),
}


def suggest_mapping(path: Path) -> Path:
    """Writes a first `TABLE.meta.yaml` from the heading and the first cells, for a person to check; returns its path.

    Only what the names and cells show is filled in; what could not be told is left as a comment to answer.
    """
    existing = sidecar_of(path)
    if existing:
        raise InputError("a sidecar is there already", where=str(existing), hint="edit it, or move it away first")
    target = path.with_suffix(".meta.yaml")
    draft = _draft(read_sheet(path), path.name)
    try:
        target.write_text(draft, encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(target), hint="check the folder") from error
    return target


def _draft(sheet: Sheet, name: str) -> str:
    guessed = _guess(sheet)
    lines = [f"# How {name} is read. Check each line; what is commented out could not be told.", "columns:"]
    lines += [_line(ours, guessed[ours]) if ours in guessed else f"  # {ours}:" for ours in COLUMNS]
    lines += ["defaults:  # for columns that the table lacks"]
    lines += [f"  # {ours}:" for ours in NEEDED if ours not in guessed]
    lines += [
        "# source: the address or name of the publication",
        "# vintage: its date, such as 2024-02-07",
        "# licence:",
    ]
    left = [title for title in sheet.heading if title not in guessed.values()]
    lines += [f"# columns of the table that are not used: {', '.join(left)}"] if left else []
    return "\n".join(lines) + "\n"


def _line(ours: str, theirs: str) -> str:
    return "  " + yaml.safe_dump({ours: theirs}, allow_unicode=True).strip()


def _guess(sheet: Sheet) -> dict[str, str]:
    """By name first, then by what the cells look like."""
    found: dict[str, str] = {}
    for ours in COLUMNS:
        names = (ours, *_NAMES.get(ours, ()))
        title = next((title for title in sheet.heading if title.lower() in names and title not in found.values()), None)
        if title:
            found[ours] = title
    for ours, reads in (("period", read_period), ("unit", read_unit), ("value", read_value)):
        free = [index for index, title in enumerate(sheet.heading) if title not in found.values()]
        index = next((index for index in free if ours not in found and _all_read(sheet, index, reads)), None)
        if index is not None:
            found[ours] = sheet.heading[index]
    return found


def _all_read(sheet: Sheet, index: int, reads: Callable[[str], object]) -> bool:
    cells = [row[index] for _, row in sheet.rows[:20] if row[index]]
    try:
        for cell in cells:
            reads(cell)
    except InputError:
        return False
    return bool(cells)
