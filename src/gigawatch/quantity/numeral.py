"""How numbers are written: 1,234.5, 1.234,5, 50 000, 三十六, twelve, twenty-two."""

from __future__ import annotations

import re
from functools import lru_cache

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_ONES = tuple(word for word, value in WORDS.items() if value < 10)
_TENS = tuple(word for word, value in WORDS.items() if 20 <= value < 100)
_WORDED = re.compile(rf"(?P<tens>{'|'.join(_TENS)})-(?P<ones>{'|'.join(_ONES)})\b|[A-Za-z]+", re.IGNORECASE)
CHINESE_DIGITS = "零〇一二两三四五六七八九十百千"


def parse_digits(written: str, comma_decimal: bool = False) -> float:
    """The value of a number in digits; `comma_decimal` says that this text writes 8,8 for eight point eight.

    >>> parse_digits("120,045.30"), parse_digits("2.400.000"), parse_digits("8,8", comma_decimal=True)
    (120045.3, 2400000.0, 8.8)
    """
    bare = written.replace(" ", "").replace("\u00a0", "").replace("\u2009", "").replace("\u202f", "")
    commas, dots = bare.count(","), bare.count(".")
    if not commas and not dots:
        return float(bare)
    if _is_decimal_comma(bare, commas, dots, comma_decimal):
        return float(bare.replace(".", "").replace(",", "."))
    if dots > 1 or (dots and comma_decimal and _is_grouped(bare, ".")):
        return float(bare.replace(".", "").replace(",", ""))
    return float(bare.replace(",", ""))


def _is_decimal_comma(bare: str, commas: int, dots: int, comma_decimal: bool) -> bool:
    """True for 8,8 and 1.234,5: one comma whose tail is no group of three."""
    if commas != 1:
        return False
    tail = bare.rpartition(",")[2]
    if dots:
        return bare.index(".") < bare.index(",") and "." not in tail
    return len(tail) < 3 or (comma_decimal and len(tail) != 3)


def _is_grouped(bare: str, mark: str) -> bool:
    head, *groups = bare.split(mark)
    return len(head) <= 3 and head != "0" and all(len(group) == 3 for group in groups)


def match_words(text: str, at: int) -> tuple[float, int] | None:
    """The value of the English number words that begin at `at`, and where they end; None where there are none.

    >>> match_words("twenty-two plants", 0), match_words("two-wheelers", 0), match_words("plants", 0)
    ((22.0, 10), (2.0, 3), None)
    """
    match = _WORDED.match(text, at)
    words = (match["tens"], match["ones"]) if match and match["tens"] else (match.group() if match else "",)
    values = [WORDS.get(word.lower()) for word in words]
    return None if match is None or None in values else (float(sum(filter(None, values))), match.end())


@lru_cache(maxsize=4096)
def parse_chinese(written: str) -> float | None:
    """The value of a Chinese numeral, None where it is not one.

    >>> parse_chinese("三十六"), parse_chinese("两")
    (36.0, 2.0)
    """
    import cn2an

    try:
        return float(cn2an.cn2an(written, "smart"))
    except (ValueError, OverflowError, KeyError, IndexError):  # KeyError: two units that do not follow each other
        return None


def tidy(value: float) -> float:
    """The value without the dust of binary arithmetic: 96.2 x 10^9 is 96200000000.

    >>> tidy(0.1 + 0.2)
    0.3
    """
    return float(f"{value:.12g}")
