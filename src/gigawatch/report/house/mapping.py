"""Reads `[report.map]`: on whose outlines maps are drawn, refusing what is wrong with the setting or the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gigawatch.model import InputError
from gigawatch.report.house.outline import COUNTRIES, WORLDS, Borders, Outlines
from gigawatch.report.house.place import find_inside
from gigawatch.report.outline.reading import read_shapes
from gigawatch.report.outline.shape import Shape
from gigawatch.vocab.near import hint as tell_near
from gigawatch.vocab.near import hint_among, pick_near

KEYS = ("world", "world_credit", "provinces", "provinces_credit", "provinces_name")
LANGUAGES = ("en", "zh")
MOST_TOLD = 6
Values = Mapping[str, object]


def read_outlines(values: object, root: Path, where: str) -> Outlines:
    """The outlines that the setting asks for; InputError for the first thing that is wrong."""
    if not isinstance(values, Mapping):
        raise InputError("report.map must be a table: write [report.map]", where=where)
    for key in values:
        if key not in KEYS:
            raise InputError(f"unknown setting report.map.{key}", where=where, hint=hint_among(key, KEYS))
    kind, world = _world(values, root, where)
    return Outlines(kind, world, _provinces(values, root, where))


def missing_divisions(outlines: Outlines) -> tuple[str, ...]:
    """What a person should look at: the divisions that a file of provinces draws no area of."""
    if outlines.provinces is None:
        return ()
    from gigawatch.report.province import tiles

    drawn = {place for place, shape in outlines.provinces.shapes if shape.rings}
    missing = [tile.name_en for tile in tiles() if tile.place not in drawn]
    told = ", ".join(missing)
    return (f"report.map.provinces draws no area of {told}: is the file a whole and approved map?",) if missing else ()


def map_files(values: object) -> tuple[str, ...]:
    """The files that the setting names, as paths from the workspace."""
    told = values if isinstance(values, Mapping) else {}
    named = (told.get(key) for key in ("world", "provinces"))
    return tuple(one for one in named if isinstance(one, str) and one not in WORLDS)


def _world(values: Values, root: Path, where: str) -> tuple[str, Borders | None]:
    name = _text(values, "world", COUNTRIES, where)
    if name in WORLDS:
        if "world_credit" in values:
            raise InputError("report.map.world_credit names the maker of a file, and there is none", where=where)
        return name, None
    path = _file(name, root, "world", where)
    shapes = read_shapes(path, where)
    return COUNTRIES, Borders(tuple((None, shape) for shape in shapes), _credit(values, "world", where))


def _provinces(values: Values, root: Path, where: str) -> Borders | None:
    if "provinces" not in values:
        return None
    path = _file(_text(values, "provinces", "", where), root, "provinces", where)
    shapes, key = read_shapes(path, where), _text(values, "provinces_name", "name", where)
    if not any(key in shape.properties for shape in shapes):
        has = sorted({name for shape in shapes for name in shape.properties})[:MOST_TOLD]
        hint = f"name the property that holds it: provinces_name = ...; the file has {', '.join(has) or 'none'}"
        raise InputError(f"no feature has a property {key!r}", where=f"{where}, {path.name}", hint=hint)
    named = tuple(_match(shapes, key, f"{where}, {path.name}"))
    if not any(place is not None and shape.rings for place, shape in named):
        hint = "features are polygons, each named after its division"
        raise InputError("the file draws the area of no division of China", where=f"{where}, {path.name}", hint=hint)
    return Borders(named, _credit(values, "provinces", where))


def _match(shapes: tuple[Shape, ...], key: str, where: str) -> Iterator[tuple[str | None, Shape]]:
    """Every shape with the division that it is of; one without a name, or without an area, is a line of the map."""
    from gigawatch.report.province import find_division, tiles

    unknown = []
    for shape in shapes:
        name = str(shape.properties.get(key) or "").strip()
        place = find_division(name) if name else None
        if name and place is None and shape.rings:
            unknown.append(name)
        yield place, shape
    if unknown:
        told = ", ".join(unknown[:MOST_TOLD])
        near = pick_near(unknown[0], [name for tile in tiles() for name in (tile.name_en, tile.name_zh)])
        hint = tell_near(near) or "write them as Sichuan, 四川 or 四川省"
        raise InputError(f"no province-level division of China is called {told}", where=where, hint=hint)


def _file(name: str, root: Path, key: str, where: str) -> Path:
    try:
        path = find_inside(name, root, "map file", where)
    except InputError as error:
        hint = f"known: {', '.join(WORLDS)}, or the path of a file in the workspace"
        raise InputError(error.what, where=where, hint=hint) if key == "world" else error from error
    if not path.is_file():
        raise InputError(f"{name!r} is no file", where=where)
    return path


def _credit(values: Values, key: str, where: str) -> Mapping[str, str]:
    """Whose outlines a file holds: one text for both languages, or one for each; it stands under every picture."""
    told = values.get(f"{key}_credit")
    words: Values = (
        dict.fromkeys(LANGUAGES, told) if isinstance(told, str) else told if isinstance(told, Mapping) else {}
    )
    if set(words) != set(LANGUAGES) or not all(isinstance(one, str) and one.strip() for one in words.values()):
        hint = f'{key}_credit = "..." or {{ en = "...", zh = "..." }}: who made the map, and its number of approval'
        raise InputError(f"report.map.{key}_credit must say whose outlines the file holds", where=where, hint=hint)
    return {lang: str(one).strip() for lang, one in words.items()}


def _text(values: Values, key: str, default: str, where: str) -> str:
    value = values.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"report.map.{key} must be a text", where=where)
    return value
