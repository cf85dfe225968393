"""Who acts in the industry: organisations under all the names that texts give them, in both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, lru_cache

from gigawatch.vocab.folding import normalise
from gigawatch.vocab.scanner import Hit, Scanner, Span
from gigawatch.vocab.shelf import read_csv

SEPARATOR = ";"
ACRONYM = 4
SHORT_ZH, LONGEST_HEAD = 3, 4  # characters of a name that a place's may end with, and of the place's before it
HAN = re.compile(r"[\u4e00-\u9fff]+")
LEGAL_SUFFIX = re.compile(
    r",? (?:Co\.?,? ?)?(?:Ltd|Limited|Inc|Corp|Corporation|GmbH|AG|SE|LLC|Kft|AB)\b|(?:科技)?(?:股份|集团)?有限公司"
)


def is_tail_of_place(text: str, start: int, end: int) -> bool:
    """True for a short Chinese name that ends a place's longer one: the 福特 of 埃尔福特 is Erfurt's, not Ford.

    >>> is_tail_of_place("位于埃尔福特的工厂", 4, 6), is_tail_of_place("位于福特的工厂", 2, 4)
    (True, False)
    """
    if start == 0 or end - start > SHORT_ZH or not HAN.fullmatch(text, start - 1, end):
        return False
    return any(_is_place(text[at:end]) for at in range(max(0, start - LONGEST_HEAD), start))


@lru_cache(maxsize=4096)
def _is_place(name: str) -> bool:
    from gigawatch.vocab.atlas import places

    return HAN.fullmatch(name) is not None and places().find(name) is not None


class OrganisationKind(StrEnum):
    """What an organisation does."""

    CELL_MAKER = "cell maker"
    MATERIAL_MAKER = "material maker"
    EQUIPMENT_MAKER = "equipment maker"
    PART_MAKER = "part maker"
    VEHICLE_MAKER = "vehicle maker"
    MINER = "miner"
    RECYCLER = "recycler"
    ENERGY_COMPANY = "energy company"
    INVESTOR = "investor"
    ASSOCIATION = "association"
    GOVERNMENT = "government"
    RESEARCH = "research"
    DATA_PROVIDER = "data provider"
    EVENT = "event organiser"
    OTHER = "other"


class OrganisationRelation(StrEnum):
    """What an organisation is to its parent.

    A site company runs the parent's plant at one place, a division its plants of one kind: their plants are the
    parent's. The plants of a subsidiary of its own and of a joint venture are not.
    """

    SITE_COMPANY = "site company"
    DIVISION = "division"
    SUBSIDIARY = "subsidiary"
    JOINT_VENTURE = "joint venture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One organisation. `name` is the canonical one; `parent` the id of the organisation that controls or part-owns it.

    `relation` says what it is to its parent.

    `works_in` lists codes of chain links; `aliases` every other name, the legal ones included; `ambiguous` those names
    that are common words or other companies' names too.
    """

    id: str
    name: str
    name_en: str
    name_zh: str
    kind: OrganisationKind
    parent: str | None
    relation: OrganisationRelation | None
    country: str | None
    works_in: tuple[str, ...]
    aliases: tuple[str, ...] = field(repr=False)
    ambiguous: tuple[str, ...] = field(repr=False)
    source: str = field(repr=False)

    def label(self, lang: str) -> str:
        """The name in a language, the canonical one where that is unknown."""
        return (self.name_zh if lang == "zh" else self.name_en) or self.name


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an organisation, with its language and where it was seen.

    `kind` is brand, legal, former, translation (a machine's), error (a misprint seen in print) or ambiguous.
    """

    organisation: str
    alias: str
    lang: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class NameMention:
    """An organisation named in a text: characters `start` to `end`, the words, and whom they name."""

    start: int
    end: int
    surface: str
    entry: Organisation


class OrganisationTable:
    """All organisations, to look up by id or name, to compare a name with, and to find in texts."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_id = {organisation.id: organisation for organisation in organisations}
        names = [(name, org) for org in self._by_id.values() for name in names_of(org)]
        self._all_names = names
        self._names = [(name, org) for name, org in names if name not in org.ambiguous]
        self._scanner: Scanner | None = None

    @cached_property
    def _by_name(self) -> dict[str, Organisation]:
        return {normalise(name): org for name, org in reversed(self._all_names)}

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, organisation_id: str) -> Organisation | None:
        """The organisation with this id."""
        return self._by_id.get(organisation_id)

    def find(self, name: str) -> Organisation | None:
        """The organisation of exactly this name, whatever its case, width, script, punctuation or legal suffix."""
        return self._by_writing.get(name.casefold()) or self._by_name.get(normalise(name))

    @cached_property
    def _by_writing(self) -> dict[str, Organisation]:
        """Names that are another organisation's but for the legal form: Gotion Inc. is the subsidiary of Gotion."""
        return {n.casefold(): org for n, org in self._all_names if self._by_name[normalise(n)].id != org.id}

    def find_compact(self, name: str) -> Organisation | None:
        """The organisation of this name written without its spaces, as `SKInnovation`; None where two have such one."""
        return self._by_compact.get(normalise(name).replace(" ", ""))

    @cached_property
    def _by_compact(self) -> dict[str, Organisation]:
        found: dict[str, set[str]] = {}
        for name, organisation in self._by_name.items():
            found.setdefault(name.replace(" ", ""), set()).add(organisation.id)
        long = {name: ids for name, ids in found.items() if len(ids) == 1 and len(name) > ACRONYM}
        return {name: self._by_id[min(ids)] for name, ids in long.items()}

    def candidates(self, name: str, limit: int = 5) -> list[tuple[Organisation, float]]:
        """The organisations whose names come nearest, with scores from 0 to 1, best first."""
        from rapidfuzz import fuzz, process

        found = process.extract(_in_order(normalise(name)), self._by_words, scorer=fuzz.ratio, limit=limit * 4)
        best: dict[str, tuple[Organisation, float]] = {}
        for _, score, key in found:
            organisation = self._by_name[key]
            best.setdefault(organisation.id, (organisation, score / 100))
        return list(best.values())[:limit]

    @cached_property
    def _by_words(self) -> dict[str, str]:
        """The words of each name in one order, so that names are alike whatever order theirs have."""
        return {name: _in_order(name) for name in self._by_name}

    def scan(self, text: str, exclude: Iterable[Span] = (), folded: str | None = None) -> list[NameMention]:
        """Every organisation named in the text, in order, the longest name first, with the legal suffix it bears.

        Names that are also common words (`Hive`, 理想) are known to `find` and passed over here. `folded` is the text
        folded, where that is known.
        """
        return [self._mention(text, *hit) for hit in self._hits(text, tuple(exclude), folded)]

    def _hits(self, text: str, exclude: tuple[Span, ...], folded: str | None) -> list[Hit]:
        if self._scanner is None:
            self._scanner = Scanner((name, number) for number, (name, _) in enumerate(self._names))
        hits = self._scanner.scan(text, exclude, folded)
        written = [hit for hit in hits if is_written_as(text[hit[0] : hit[1]], self._names[hit[2]][0])]
        return [hit for hit in written if not is_tail_of_place(text, hit[0], hit[1])]

    def _mention(self, text: str, start: int, end: int, number: int) -> NameMention:
        suffix = LEGAL_SUFFIX.match(text, end)
        end = suffix.end() if suffix else end
        return NameMention(start, end, text[start:end], self._names[number][1])

    def ancestors(self, organisation_id: str) -> list[Organisation]:
        """The parents of an organisation, nearest first."""
        chain: list[Organisation] = []
        here = self._by_id.get(organisation_id)
        while here and here.parent and (here := self._by_id.get(here.parent)):
            chain.append(here)
        return chain

    def subsidiaries(self, organisation_id: str) -> list[Organisation]:
        """The organisations whose parent is this one."""
        return [org for org in self._by_id.values() if org.parent == organisation_id]


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


def is_written_as(surface: str, name: str) -> bool:
    """True when the text writes the name as a name: its first letter large, an acronym all large.

    A name that its bearer writes small (`ioneer`, `iM3NY`) may begin small.

    >>> is_written_as("eve", "EVE"), is_written_as("Byd", "BYD"), is_written_as("iM3NY", "iM3NY")
    (False, False, True)
    """
    if not surface[0].isascii():
        return True
    return surface.isupper() if name.isupper() and len(name) <= ACRONYM else not surface[0].islower() or name == surface


def names_of(organisation: Organisation) -> tuple[str, ...]:
    """Every name of an organisation, the canonical one first, each once."""
    names = (organisation.name, organisation.name_en, organisation.name_zh, *organisation.aliases)
    return tuple(dict.fromkeys(name for name in names if name))


@cache
def aliases() -> tuple[Alias, ...]:
    """Every alias row with its source."""
    rows = read_csv("organisation_alias.csv")
    return tuple(Alias(r["organisation"], r["alias"], r["lang"], r["kind"], r["source"]) for r in rows)


def _organisation(row: Mapping[str, str], names: Iterable[Alias]) -> Organisation:
    return Organisation(
        id=row["id"],
        name=row["name"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        kind=OrganisationKind(row["kind"]),
        parent=row["parent"] or None,
        relation=OrganisationRelation(row["relation"]) if row["relation"] else None,
        country=row["country"] or None,
        works_in=tuple(filter(None, row["works_in"].split(SEPARATOR))),
        aliases=tuple(alias.alias for alias in names),
        ambiguous=tuple(alias.alias for alias in names if alias.kind == "ambiguous"),
        source=row["source"],
    )


@cache
def organisations() -> OrganisationTable:
    """The table of all organisations."""
    names: dict[str, list[Alias]] = {}
    for alias in aliases():
        names.setdefault(alias.organisation, []).append(alias)
    return OrganisationTable(_organisation(row, names.get(row["id"], [])) for row in read_csv("organisation.csv"))
