"""TOML as someone else wrote it: every way in which it can be wrong, or too much, is one kind of error."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

LONGEST = 1_000_000  # characters of one file; the largest that ships has a tenth
LARGEST = 2**63
DEEPEST = 32  # tables and lists inside one another
LONG_KEY = re.compile(rf"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}""")
TOO_DEEP = f"its tables lie over {DEEPEST} deep inside one another"


def parse_toml(text: str) -> dict[str, Any]:
    """The values of a TOML text; ValueError with the reason where it is none, too long or too deep.

    >>> parse_toml('a = [1, 2]')
    {'a': [1, 2]}
    """
    if len(text) > LONGEST:
        raise ValueError(f"it has {len(text):,} characters, and {LONGEST:,} are read")
    if LONG_KEY.search(text):  # takes the parser the square of its length
        raise ValueError(TOO_DEEP)
    try:
        found = tomllib.loads(text)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    except tomllib.TOMLDecodeError:
        raise
    except (ArithmeticError, LookupError, AttributeError, TypeError) as error:
        raise ValueError(f"a value cannot be read ({type(error).__name__})") from error
    _check(found)
    return found


def _check(found: object) -> None:
    """ValueError where something lies too deep or is no number of TOML, found level by level."""
    level: list[object] = [found]
    for _ in range(DEEPEST + 1):
        if any(isinstance(value, int) and abs(value) > LARGEST for value in level):
            raise ValueError("a number has more than 64 bits")
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise ValueError(TOO_DEEP)


def _inside(outer: object) -> Iterable[object]:
    return outer.values() if isinstance(outer, Mapping) else outer if isinstance(outer, list) else ()
