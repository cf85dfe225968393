"""The house style of a page: colours and fonts as style rules, the logo and the cover's words as its head."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path

from gigawatch.report.house import Face, House
from gigawatch.report.house.colour import lighten
from gigawatch.report.house.font import cut_font, may_embed

MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


def house_style(house: House, letters: str) -> str:
    """Style rules that follow the report's own; empty for the look that ships. `letters` are those of the page."""
    files = {face.path: face for face in _faces(house) if face.path is not None}
    rules = [_embed(face, path, letters) for path, face in files.items() if may_embed(path)]
    rules += [_set_fonts(house)] if _faces(house) else []
    if house.has_colours:
        light = f":root {{ --primary: {house.primary}; --accent: {house.accent}; }}"
        dark = f":root {{ --primary: {lighten(house.primary)}; --accent: {lighten(house.accent)}; }}"
        rules += [light, f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}", f"@media print {{ {light} }}"]
    if house.paper.css != "A4":
        rules.append(f"@media print {{ @page {{ size: {house.paper.css}; }} }}")
    return "".join(f"{rule}\n" for rule in rules)


def house_head(house: House, lang: str) -> str:
    """The logo and who hands the report in, above its title."""
    issuer = house.cover.issuer(lang)
    return _logo(house, lang) + (f'<p class="issuer own">{escape(issuer)}</p>' if issuer else "")


def house_note(house: House, lang: str) -> str:
    """The note of the cover, below the edition."""
    note = house.cover.note.get(lang)
    return f'<p class="cover-note own">{escape(note)}</p>' if note else ""


def _logo(house: House, lang: str) -> str:
    if house.logo is None:
        return ""
    name = house.cover.organisation.get(lang, "")
    source = f"data:{MEDIA[house.logo.kind]};base64,{b64encode(house.logo.data).decode()}"
    return f'<img class="logo" alt="{escape(name)}" src="{source}">'


def _faces(house: House) -> list[Face]:
    return [face for face in (house.font, house.heading_font) if face is not None]


def _embed(face: Face, path: Path, letters: str) -> str:
    data = b64encode(cut_font(path, letters)).decode()
    family = _name(face)
    return f'@font-face {{ font-family: {family}; src: url("data:font/woff;base64,{data}") format("woff"); }}'


def _set_fonts(house: House) -> str:
    """The house's fonts before those that the report falls back on, for the letters that they lack."""
    told = {"--serif": house.font, "--sans": house.heading_font}
    body = "".join(f"{key}: {_name(face)}, var({key}-stack); " for key, face in told.items() if face is not None)
    return f":root {{ {body}}}"


def _name(face: Face) -> str:
    plain = face.family.replace("\\", "").replace('"', "").replace("<", "")
    return f'"{plain}"'
