"""How a table that speaks its own words is read as observations: its sidecar `TABLE.meta.yaml`.

`columns` names the table's column for each of ours, `defaults` gives what the table leaves out; `source`, `vintage`
and `licence` hold for every row that says nothing else. `url` and `published`, as documents use them, mean the same
as `source` and `vintage`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gigawatch.figures.period import read_period
from gigawatch.figures.sheet import Sheet, read_sheet
from gigawatch.figures.unit import read_unit
from gigawatch.figures.value import read_value
from gigawatch.model import InputError

NEEDED = ("subject", "measure", "period", "value", "unit")
OPTIONAL = ("source", "vintage", "licence", "qualifier", "high", "note")
COLUMNS = NEEDED + OPTIONAL
_KEYS = {
    "columns",
    "defaults",
    "source",
    "vintage",
    "licence",
    "url",
    "published",
    "title",
    "publisher",
    "language",
    "note",
}
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


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column of the table holds each of ours, and what stands in for those it lacks."""

    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)


def sidecar_of(path: Path) -> Path | None:
    """The sidecar that lies beside a table: `TABLE.meta.yaml` or `TABLE.csv.meta.yaml`, never both."""
    found = [
        each for each in (path.with_suffix(".meta.yaml"), path.with_name(f"{path.name}.meta.yaml")) if each.exists()
    ]
    if len(found) > 1:
        raise InputError(f"two sidecars: {found[0].name} and {found[1].name}", where=path.name, hint="keep one")
    return found[0] if found else None


def read_map(path: Path, heading: Sequence[str]) -> ColumnMap:
    """The mapping for a table with this heading: its sidecar's, then columns that bear our names already."""
    sidecar = sidecar_of(path)
    said = _load(sidecar) if sidecar else {}
    name = sidecar.name if sidecar else path.name
    columns = _columns(_section(said, "columns", name), heading, name)
    taken = set(columns.values())
    own = {title.lower(): title for title in heading if title not in taken}
    columns |= {ours: own[ours] for ours in COLUMNS if ours not in columns and ours in own}
    return ColumnMap(columns, _defaults(said, name))


def suggest_mapping(path: Path) -> Path:
    """Writes a first `TABLE.meta.yaml` from the heading and the first cells, for a person to check; returns its path.

    Only what the names and cells show is filled in; what could not be told is left as a comment to answer.
    """
    existing = sidecar_of(path)
    if existing:
        raise InputError("a sidecar is there already", where=existing.name, hint="edit it, or move it away first")
    target = path.with_suffix(".meta.yaml")
    target.write_text(_draft(read_sheet(path), path.name), encoding="utf-8")
    return target


def _load(sidecar: Path) -> Mapping[str, object]:
    try:
        said = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"this is no YAML: {' '.join(str(error).split())}", where=sidecar.name) from error
    if not isinstance(said, dict):
        raise InputError("a sidecar is a list of keys with values", where=sidecar.name, hint="such as `columns:`")
    unknown = sorted(str(key) for key in said if key not in _KEYS)
    if unknown:
        raise InputError(
            f"unknown key {', '.join(unknown)}", where=sidecar.name, hint=f"known: {', '.join(sorted(_KEYS))}"
        )
    return said


def _section(said: Mapping[str, object], key: str, name: str) -> dict[str, str]:
    section = said.get(key) or {}
    if not isinstance(section, dict):
        raise InputError(f"`{key}` is a list of names with values", where=name)
    return {str(left): str(right) for left, right in section.items() if right is not None}


def _columns(pairs: Mapping[str, str], heading: Sequence[str], name: str) -> dict[str, str]:
    """Ours to theirs, whichever way round the sidecar writes it."""
    columns: dict[str, str] = {}
    for left, right in pairs.items():
        if left in COLUMNS and right in heading:
            columns[left] = right
        elif right in COLUMNS and left in heading:
            columns[right] = left
        else:
            raise InputError(
                f"`columns` maps {left!r} to {right!r}, which is no column", where=name, hint=_have(heading)
            )
    return columns


def _have(heading: Sequence[str]) -> str:
    return f"the table has {', '.join(heading)}; ours are {', '.join(COLUMNS)}"


def _defaults(said: Mapping[str, object], name: str) -> dict[str, str]:
    defaults = _section(said, "defaults", name)
    unknown = sorted(set(defaults) - set(COLUMNS))
    if unknown:
        raise InputError(f"`defaults` for {', '.join(unknown)}, which is no column of ours", where=name)
    for ours, keys in (("source", ("source", "url")), ("vintage", ("vintage", "published")), ("licence", ("licence",))):
        stated = next((said[key] for key in keys if said.get(key) is not None), None)
        if stated is not None:
            defaults.setdefault(ours, str(stated))
    return defaults


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
