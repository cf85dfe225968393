"""The logo: a picture of the workspace, small enough and without anything that runs or is fetched."""

from __future__ import annotations

import re
from pathlib import Path

from gigawatch.model import InputError
from gigawatch.report.house.house import Logo
from gigawatch.report.house.place import find_inside

MOST_BYTES = 512 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
WIDEST = 4000
RUNS = re.compile(
    rb"<script|<foreignObject|<!ENTITY|\bon[a-z]+\s*=|(?:href|src)\s*=\s*[\"'](?!#|data:image/)|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)


def read_logo(text: str, root: Path, where: str) -> Logo:
    """The picture that a setting names; InputError for another kind, one too large, or one that runs or fetches."""
    path = find_inside(text, root, "logo", where)
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        hint = f"{MOST_BYTES // 1024} KiB at most"
        raise InputError(f"the logo {text!r} has {len(data) // 1024} KiB", where=where, hint=hint)
    if data.startswith(PNG):
        _check_png(data, text, where)
        return Logo(data, "png")
    if path.suffix.lower() != ".svg":
        raise InputError(f"the logo {text!r} is neither PNG nor SVG", where=where)
    _check_svg(data, text, where)
    return Logo(data, "svg")


def _check_png(data: bytes, text: str, where: str) -> None:
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if not 0 < max(width, height) <= WIDEST or min(width, height) == 0:
        raise InputError(f"the logo {text!r} is {width} by {height} dots", where=where, hint=f"{WIDEST} at most")


def _check_svg(data: bytes, text: str, where: str) -> None:
    from xml.etree import ElementTree

    if RUNS.search(data):
        hint = "save it as a plain SVG, or as PNG"
        raise InputError(f"the logo {text!r} runs a script or fetches something", where=where, hint=hint)
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise InputError(f"the logo {text!r} is no SVG: {error}", where=where) from error
    if root.tag.rpartition("}")[2] != "svg":
        raise InputError(f"the logo {text!r} is no SVG: it begins with <{root.tag}>", where=where)


def logo_png(logo: Logo) -> bytes:
    """The logo as PNG, for formats that know no other."""
    if logo.kind == "png":
        return logo.data
    import vl_convert

    return bytes(vl_convert.svg_to_png(logo.data.decode("utf-8"), scale=3))
