"""`[report]` of `gigawatch.toml`, checked: every wrong key, path or value is an error that says what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gigawatch.model import InputError
from gigawatch.report.house.colour import LEAST, PAPER, contrast, read_colour
from gigawatch.report.house.font import may_embed, read_face
from gigawatch.report.house.house import ACCENT, INK, PAPERS, Cover, Face, House, Paper, Words
from gigawatch.report.house.logo import read_logo
from gigawatch.report.house.outline import Outlines
from gigawatch.report.house.place import find_inside
from gigawatch.vocab.near import hint_among

KEYS = (
    "logo", "primary", "accent", "font", "heading_font", "cover", "languages", "leave_out", "map", "paper", "templates",
)  # fmt: skip
COVER_KEYS = ("title", "subtitle", "author", "organisation", "note")
LANGUAGES = ("en", "zh")
TEMPLATES = ("report.typ", "style.css", "page.html")
MOST_TEMPLATE = 1024 * 1024
Values = Mapping[str, object]


def read_house(values: Values, root: Path, where: str) -> House:
    """The house style of a workspace at `root` from the section's values; InputError for the first that is wrong."""
    _refuse_unknown(values, KEYS, "report", where)
    primary = read_colour(_text(values, "primary", INK, where), where)
    accent = read_colour(_text(values, "accent", ACCENT, where), where)
    logo = _text(values, "logo", "", where)
    outlines = _outlines(values, root, where)
    fonts = [_face(values, key, root, where) for key in ("font", "heading_font")]
    return House(
        primary=primary,
        accent=accent,
        logo=read_logo(logo, root, where) if logo else None,
        font=fonts[0],
        heading_font=fonts[1],
        cover=_cover(values.get("cover", {}), where),
        languages=_languages(values, where),
        leave_out=_texts(values, "leave_out", where),
        paper=_paper(values, where),
        templates=_templates(_text(values, "templates", "", where), root, where),
        outlines=outlines,
        notices=(*_pale("primary", primary), *_pale("accent", accent), *_closed(fonts), *_missing(outlines)),
    )


def _outlines(values: Values, root: Path, where: str) -> Outlines:
    from gigawatch.report.house.mapping import read_outlines

    return read_outlines(values["map"], root, where) if "map" in values else Outlines()


def _missing(outlines: Outlines) -> tuple[str, ...]:
    from gigawatch.report.house.mapping import missing_divisions

    return missing_divisions(outlines) if outlines.provinces is not None else ()


def _refuse_unknown(values: Values, known: tuple[str, ...], section: str, where: str) -> None:
    for key in values:
        if key not in known:
            raise InputError(f"unknown setting {section}.{key}", where=where, hint=hint_among(key, known))


def _text(values: Values, key: str, default: str, where: str) -> str:
    value = values.get(key, default)
    if not isinstance(value, str) or (key in values and not value.strip()):
        raise InputError(f"report.{key} must be a text", where=where)
    return value


def _texts(values: Values, key: str, where: str) -> tuple[str, ...]:
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError(f"report.{key} must be a list of texts", where=where)
    return tuple(dict.fromkeys(value))


def _languages(values: Values, where: str) -> tuple[str, ...]:
    found = _texts(values, "languages", where)
    if not set(found) <= set(LANGUAGES) or ("languages" in values and not found):
        raise InputError("report.languages must be one or both of en, zh", where=where)
    return found


def _paper(values: Values, where: str) -> Paper:
    name = _text(values, "paper", "a4", where).lower()
    if name not in PAPERS:
        raise InputError(f"there is no paper {name!r}", where=where, hint=f"known: {', '.join(PAPERS)}")
    return PAPERS[name]


def _face(values: Values, key: str, root: Path, where: str) -> Face | None:
    name = _text(values, key, "", where)
    return read_face(name, root, where) if name else None


def _cover(values: object, where: str) -> Cover:
    if not isinstance(values, dict):
        raise InputError("report.cover must be a table: write [report.cover]", where=where)
    _refuse_unknown(values, COVER_KEYS, "report.cover", where)
    return Cover(**{key: _words(values[key], key, where) for key in COVER_KEYS if key in values})


def _words(value: object, key: str, where: str) -> Words:
    """One text for all languages, or a text for each."""
    told = dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value
    if not isinstance(told, dict) or not told or not all(isinstance(one, str) and one.strip() for one in told.values()):
        hint = 'write "..." or { en = "...", zh = "..." }'
        raise InputError(f"report.cover.{key} must be a text, or a text for each language", where=where, hint=hint)
    _refuse_unknown(told, LANGUAGES, f"report.cover.{key}", where)
    return {lang: one.strip() for lang, one in told.items()}


def _templates(name: str, root: Path, where: str) -> Mapping[str, Path]:
    if not name:
        return {}
    folder = find_inside(name, root, "folder of templates", where)
    if not folder.is_dir():
        raise InputError(f"{name!r} is no folder", where=where)
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_dir() or path.name.startswith("."):
            continue
        if path.name not in TEMPLATES:
            raise InputError("this file replaces no template", where=str(path), hint=hint_among(path.name, TEMPLATES))
        if path.stat().st_size > MOST_TEMPLATE:
            raise InputError(f"a template of more than {MOST_TEMPLATE // 1024} KiB", where=str(path))
        found[path.name] = path
    return found


def _pale(key: str, colour: str) -> tuple[str, ...]:
    told = contrast(colour, PAPER)
    if told >= LEAST:
        return ()
    return (
        f"report.{key} = {colour!r} has a contrast of {told:.1f} on white; text needs {LEAST} (WCAG AA): darken it",
    )


def _closed(faces: list[Face | None]) -> tuple[str, ...]:
    paths = dict.fromkeys(face.path for face in faces if face is not None and face.path is not None)
    told = "says that it may not be embedded: the page names it only, and the PDF embeds it against its licence"
    return tuple(f"the font {path.name} {told}" for path in paths if not may_embed(path))
