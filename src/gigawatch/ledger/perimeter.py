"""Perimeters: what a value covers, as a typed value with one stable code. Values of different perimeters never meet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.vocab import label, links, tell_descriptor

PERIMETERS = Path(__file__).parent / "data" / "perimeter.toml"
FIELD, VALUE = ";", "="
COMMA = {"en": ", ", "zh": "，"}
WHOLES = (("product", "power"), ("counted", "output_value"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Perimeter:
    """What a value covers; every field None is the whole thing.

    `link` is a chain link, `product`, `market`, `of`, `ventures`, `part`, `basis`, `when` and `counted` are codes of
    `data/perimeter.toml`, `phase` numbers joined by commas, `about` the words of a source for what no field tells.
    """

    link: str | None = None
    product: str | None = None
    market: str | None = None
    of: str | None = None
    ventures: str | None = None
    part: str | None = None
    basis: str | None = None
    when: str | None = None
    counted: str | None = None
    phase: str | None = None
    about: str | None = None

    @property
    def code(self) -> str | None:
        """The canonical text: None for the whole, a chain link or free words as they are, else `name=value;...`.

        >>> Perimeter(link="cathode").code, Perimeter(product="power", market="world").code
        ('cathode', 'product=power;market=world')
        """
        told = self.told
        if not told:
            return None
        if len(told) == 1 and (self.link or (self.about and not _is_code(self.about))):
            return self.link or self.about
        return FIELD.join(f"{name}{VALUE}{value}" for name, value in told.items())

    @property
    def told(self) -> Mapping[str, str]:
        """The fields that say something, in order."""
        return {name: value for name in NAMES if (value := getattr(self, name))}


NAMES = tuple(field.name for field in fields(Perimeter))


def _is_code(text: str) -> bool:
    return text in links() or text.partition(VALUE)[0] in NAMES


@cache
def parse_perimeter(code: str | None) -> Perimeter:
    """The perimeter of a canonical text; words that are no code are what they say.

    >>> parse_perimeter("product=power;market=world").market
    'world'
    """
    if not code:
        return Perimeter()
    if code in links():
        return Perimeter(link=code)
    if not _is_code(code):
        return Perimeter(about=code)
    typed, mark, words = code.partition(f"about{VALUE}")
    parts = dict(part.split(VALUE, 1) for part in typed.split(FIELD) if VALUE in part)
    return Perimeter(**parts, about=words if mark else None)


def link_in(code: str | None) -> str | None:
    """The chain link that a perimeter names, alone or beside other fields.

    >>> link_in("link=cathode;phase=2"), link_in("cathode"), link_in("phase=2")
    ('cathode', 'cathode', None)
    """
    return parse_perimeter(code).link


@cache
def without_link(code: str | None) -> str | None:
    """The perimeter without its chain link: what it covers of whatever is made.

    >>> without_link("link=cathode;phase=2"), without_link("cathode") is None
    ('phase=2', True)
    """
    return replace(parse_perimeter(code), link=None).code


@cache
def tell_perimeter(code: str | None, lang: str) -> str:
    """What a perimeter covers in words; empty for the whole thing.

    >>> tell_perimeter("product=power;ventures=without", "en")
    'power batteries, without the joint ventures'
    """
    told = parse_perimeter(code).told
    return COMMA[lang].join(_tell(name, value, lang) for name, value in told.items())


def name_counted_measure(code: str | None, lang: str) -> tuple[str, str] | None:
    """The name of what is counted, where that is another word for the measure, and the rest of the perimeter in words.

    >>> name_counted_measure("product=power;counted=output_value", "en"), name_counted_measure("counted=floor", "en")
    (('output value', 'power batteries'), None)
    """
    told = parse_perimeter(code)
    entry = _values().get(("counted", told.counted or ""))
    if entry is None or not entry.get("names_measure"):
        return None
    return str(entry[f"name_{lang}"]), tell_perimeter(replace(told, counted=None).code, lang)


def covers_whole(code: str | None) -> bool:
    """True where a value covers the whole of its thing, or all of one chain link or of its power batteries there; all
    that is made where it is told by its output value.
    """
    told = parse_perimeter(code).told
    return all(name == "link" or (name, value) in WHOLES for name, value in told.items())


@cache
def are_apart(one: str | None, other: str | None) -> bool:
    """True where two perimeters of one thing are known to share nothing: two links, two products, other phases.

    >>> are_apart("product=power", "product=storage"), are_apart("product=power", None)
    (True, False)
    """
    left, right = parse_perimeter(one), parse_perimeter(other)
    if left.link and right.link and left.link != right.link:
        return True
    if left.phase and right.phase and not set(left.phase.split(",")) & set(right.phase.split(",")):
        return True
    told = ((name, left.told.get(name), right.told.get(name)) for name in NAMES)
    return any(mine != theirs and {mine, theirs} <= group for name, mine, theirs in told for group in _apart(name))


@cache
def scope_of_sum(code: str | None) -> str | None:
    """The perimeter as far as it bears on a sum: without its phase, which the part-of tree speaks for, without the part
    of the whole that it is (parts are what is added), and without a product that is all that there is.

    >>> scope_of_sum("product=power;phase=1"), scope_of_sum("product=lithium") is None
    ('product=power', True)
    """
    told = parse_perimeter(code)
    is_all = any(told.told.get(entry["dimension"]) in entry["codes"] for entry in perimeter_data()["all"])
    return replace(told, phase=None, part=None, product=None if is_all else told.product).code


def make_up(parts: Iterable[str | None], whole: str | None) -> bool:
    """True where perimeters are by their meaning all that there is of a whole one.

    >>> make_up(("product=power", "product=storage"), "product=power_and_storage")
    True
    """
    told, over = [parse_perimeter(part) for part in parts], parse_perimeter(whole)
    kinds = [entry for entry in perimeter_data()["made_of"] if over.told.get(entry["dimension"]) == entry["code"]]
    return any(
        sorted(str(part.told.get(entry["dimension"])) for part in told) == sorted(codes)
        and all(replace(part, **{entry["dimension"]: entry["code"]}) == over for part in told)
        for entry in kinds
        for codes in entry["codes"]
    )


def narrows(part: str | None, whole: str | None) -> bool:
    """True where a perimeter says all that another one says: it covers the same or less of the same.

    >>> narrows("product=power;market=china", "product=power"), narrows(None, "product=power")
    (True, False)
    """
    return parse_perimeter(whole).told.items() <= parse_perimeter(part).told.items()


def _tell(name: str, value: str, lang: str) -> str:
    from gigawatch.resolve.ordinal import name_phase

    if name == "link":
        return label("link", value, lang)
    if name == "phase":
        return name_phase(tuple(map(int, value.split(","))), lang)
    if name == "about":
        return tell_descriptor(value, lang)
    entry = _values().get((name, value))
    words = str(entry[f"name_{lang}"]) if entry else value
    return _of(words, lang) if name == "of" else words


def _of(words: str, lang: str) -> str:
    return f"of {words}" if lang == "en" else f"{words}口径"


@cache
def perimeter_data() -> Mapping[str, Any]:
    """The dimensions, values and cues as the data file tells them."""
    data: Mapping[str, Any] = tomllib.loads(PERIMETERS.read_text(encoding="utf-8"))
    return data


@cache
def _apart(name: str) -> tuple[frozenset[str | None], ...]:
    """The sets of values of a dimension that share nothing with each other."""
    return tuple(frozenset(entry["codes"]) for entry in perimeter_data()["apart"] if entry["dimension"] == name)


@cache
def _values() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    return {(value["dimension"], value["code"]): value for value in perimeter_data()["value"]}
