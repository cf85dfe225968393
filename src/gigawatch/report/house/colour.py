"""Colours of a house: read, held against WCAG 2.2's contrast, and made lighter for dark pages.

The formulas of relative luminance and contrast, and the bound of level AA for text, are those of
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and https://www.w3.org/TR/WCAG22/#contrast-minimum (seen 2026-11-29).
"""

from __future__ import annotations

import re

from gigawatch.model import InputError

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
PAPER, DARK = "#ffffff", "#14181d"
LEAST = 4.5
STEPS = 20


def read_colour(text: str, where: str) -> str:
    """A colour as #rrggbb; InputError for what is none.

    >>> read_colour("#A23", "gigawatch.toml")
    '#aa2233'
    """
    if not HEX.fullmatch(text):
        raise InputError(f"{text!r} is no colour", where=where, hint="write it as #7a1f2b")
    digits = text[1:].lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black on white).

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lighten(colour: str) -> str:
    """The colour with as much white as it needs to be read on a dark page."""
    for step in range(STEPS + 1):
        mixed = _mix(colour, step / STEPS)
        if contrast(mixed, DARK) >= LEAST:
            return mixed
    return PAPER


def _mix(colour: str, white: float) -> str:
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
