"""All firms' names that were met, and the firm that each of them means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.resolve.naming import NOTHING, SURE, UNSURE, WEAK, Naming, fold, organisation_entity
from gigawatch.resolve.organisation.cluster import compare_all
from gigawatch.resolve.organisation.firm import read_firm_name, words
from gigawatch.resolve.organisation.introduced import find_introductions
from gigawatch.resolve.organisation.joined import Joined, join, join_more, score_pairs
from gigawatch.resolve.organisation.known import Known, name_known
from gigawatch.resolve.organisation.two_names import TwoNames, pairs_of
from gigawatch.resolve.organisation.wording import is_firm_name, language_of, may_be_firm
from gigawatch.resolve.romanise import romanise
from gigawatch.vocab import OrganisationRelation, organisations, places

INTRODUCED = 0.97
NONE = Joined()
LEGAL_ZH = "公司"
TOGETHER = " and "  # between the names of several firms of one figure


class Firms:
    """Firms by name: known ones, those named after a known one, and new ones, each new name joined with its like.

    `name` gives the firm of a surface given at the start; the order of the surfaces does not matter. `met` are names of
    new firms as they were joined before: only what the new names among the surfaces change is joined again. `texts` may
    introduce one name by another; `sure` are surfaces that are firms' names whatever they look like: where they are
    told, all names there are have been given, so that two whole legal names can tell two firms apart. `holders` hold a
    part of a firm, whatever they look like. `pairs` are names that documents give one firm in two scripts.
    """

    def __init__(
        self,
        surfaces: Iterable[str],
        met: Joined = NONE,
        *,
        texts: Iterable[str] = (),
        sure: Collection[str] = (),
        holders: Collection[str] = (),
        pairs: Iterable[TwoNames] = (),
    ) -> None:
        unknown = met.names
        told = met.told | frozenset(pairs)
        holders = frozenset(holders) | {name for pair in told for name in (pair.one, pair.other)}
        surfaces = {*surfaces, *(name for pair in told for name in (pair.one, pair.other))}
        known = {surface: name_known(surface) for surface in sorted({*surfaces, *sure} - unknown)}
        nobody = [s for s, found in known.items() if found.organisation is None and not found.holders]
        new = [surface for surface in nobody if surface in sure or surface in holders or may_be_firm(surface)]
        ties = sorted(set(find_introductions(texts, sorted({*known, *unknown}))))
        self._namings = {surface: _of_known(surface, found) for surface, found in known.items()}
        if sure:
            self._namings |= _tell_apart({s: found for s, found in known.items() if found.holders})
        self.joined = self._join(met, new, ties, told)
        self._ties = ties
        self._pairs = pairs_of(told)
        self._group = {surface: group for group in self.joined.groups for surface in group}
        self._namings = {s: naming for s, naming in self._namings.items() if s not in self._group}
        self._namings |= _introduced(ties, self.name)

    def name(self, surface: str) -> Naming:
        """The firm that a name means, with the rule and the reason."""
        if surface not in self._namings and surface in self._group:  # of all names met, a new document has a few
            self._namings[surface] = _told(_new(surface, self._group[surface]), self._group[surface], self._pairs)
        return self._namings.get(surface, NOTHING)

    def names_of(self, surface: str) -> frozenset[str]:
        """The names of a new firm, those that were joined with a surface included."""
        return self._group.get(surface, frozenset((surface,)))

    def names_beside(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """The names of a new firm that are one with a name whatever documents give together, and the others.

        The name may be written in another case or without its punctuation; both are empty for no new firm's.
        """
        key = fold(name)
        group = next((group for group in self.joined.groups if key in map(fold, group)), frozenset[str]())
        parts = self._join(NONE, sorted(group), self._ties, frozenset()).groups
        alike = frozenset[str]().union(*(part for part in parts if key in map(fold, part)))
        return alike, group - alike

    def _join(self, met: Joined, new: list[str], ties: Sequence[tuple[str, str]], told: frozenset[TwoNames]) -> Joined:
        """The new names joined: with those met before, where there are some and no text introduces names."""
        if not ties and met.groups:
            found = join_more(met, new, told) if new or told != met.told else met
            if found is not None:
                return found
        names = sorted({*new, *met.names})
        read = [read_firm_name(surface) for surface in names]
        compared = compare_all(read)
        scores = score_pairs(read, compared)
        scores |= {(one, other): INTRODUCED for one, other in map(sorted, ties) if {one, other} <= set(names)}
        return join(names, scores, told)


def _told(naming: Naming, group: frozenset[str], pairs: Mapping[tuple[str, str], str]) -> Naming:
    """The naming of a firm whose names a document gives together, with that said."""
    said = [(pair, document) for pair, document in sorted(pairs.items()) if set(pair) <= group]
    if not said:
        return naming
    reason = "; ".join(f"{one!r} and {other!r} are named so by document {document}" for (one, other), document in said)
    return Naming(naming.entity, "rule:named-so", SURE, f"one firm's names: {reason}")


def name_group(group: frozenset[str]) -> Entity | None:
    """The firm that a group of joined names of new firms means."""
    return _new(min(group), group).entity


def _introduced(ties: Iterable[tuple[str, str]], name: Callable[[str], Naming]) -> dict[str, Naming]:
    """What a new name means that a text introduces by a known firm's; nothing where two firms are told."""
    meant: dict[str, dict[str, Naming]] = defaultdict(dict)
    for pair in ties:
        for one, other in (pair, pair[::-1]):
            named, by = name(one), name(other)
            if by.entity is not None and by.entity.data and (named.entity is None or not named.entity.data):
                reason = f"introduced as {other!r}"
                meant[one][by.entity.id] = Naming(by.entity, "rule:introduced", SURE, reason)
    return {name: next(iter(found.values())) for name, found in meant.items() if len(found) == 1}


def _of_known(surface: str, known: Known) -> Naming:
    if known.organisation is not None:
        return Naming(organisation_entity(known.organisation), known.rule, known.score, known.reason)
    if known.holders:
        return _of_held(surface, known)
    return NOTHING


def _held(surface: str, known: Known, also: tuple[str, ...] = ()) -> Entity:
    """A firm named after known ones: its id is made from them and from what its name adds, whatever the script.

    `also` is what tells it from another firm of the same holders and place.
    """
    borne, own = _added(surface, known)
    holders = sorted(holder.id for holder in known.holders)
    data = {
        "relation": _relation(holders, borne, own).value,
        "holders": [{"organisation": holder, "is_inferred": True} for holder in holders],
        "country": _country(borne),
    }
    parent = holders[0] if len(holders) == 1 else None
    identity = make_id("org", *holders, *sorted(borne), *own, *also)
    names = {language_of(surface): surface} | name_together(surface)
    return Entity(identity, EntityKind.ORGANISATION, surface, names, parent, data)


def _added(surface: str, known: Known) -> tuple[frozenset[str], tuple[str, ...]]:
    """The places and the words of its own that a name adds to its holders', the words in Latin letters."""
    rest = read_firm_name(known.rest)
    is_list = len(known.holders) > 1  # whose own names may hold a town's: 宁德时代
    borne = rest.places if is_list else rest.places | read_firm_name(surface).places
    general = words()["generic_zh"]
    own = tuple(romanise(token) for token in rest.stem if token not in general and not places().named(token))
    return borne, own


def _tell_apart(held: Mapping[str, Known]) -> dict[str, Naming]:
    """Firms of the same holders, place and words of their own, told apart where two have other whole legal names."""
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for surface, known in held.items():
        alike[(*sorted(holder.id for holder in known.holders), *_added(surface, known))].append(surface)
    found: dict[str, Naming] = {}
    for surfaces in alike.values():
        legal = {s: read_firm_name(s).folded.replace(" ", "") for s in surfaces if s.endswith(LEGAL_ZH)}
        if len(set(legal.values())) > 1:
            found |= {s: _of_held(s, held[s], (name,)) for s, name in legal.items()}
    return found


def _of_held(surface: str, known: Known, also: tuple[str, ...] = ()) -> Naming:
    return Naming(_held(surface, known, also), known.rule, known.score, known.reason)


def _relation(holders: list[str], borne: frozenset[str], own: tuple[str, ...]) -> OrganisationRelation:
    if len(holders) > 1:
        return OrganisationRelation.JOINT_VENTURE
    return OrganisationRelation.SITE_COMPANY if borne and not own else OrganisationRelation.SUBSIDIARY


def _country(borne: frozenset[str]) -> str | None:
    found = sorted(filter(None, (place.country for key in borne if (place := places().get(key)))))
    return found[0] if found else None


def name_together(name: str) -> dict[str, str]:
    """The names in both languages of known firms that stand together; none where one of them is not known, or where
    they are one firm.

    >>> name_together("时代长安 and 时代吉利")["en"], name_together("CATL"), name_together("Ostra and CATL")
    ('Times Changan and Times Geely', {}, {})
    >>> name_together("宁德时代 and CATL"), name_together("CATL and BYD and 宁德时代")["en"]
    ({}, 'CATL and BYD')
    """
    found = [organisations().find(part) for part in name.split(TOGETHER)]
    known = {firm.id: firm for firm in found if firm is not None}
    if None in found or len(known) < 2:
        return {}
    english, chinese = ([firm.label(lang) for firm in known.values()] for lang in ("en", "zh"))
    return {"en": f"{', '.join(english[:-1])} and {english[-1]}", "zh": f"{'、'.join(chinese[:-1])}和{chinese[-1]}"}


def _new(surface: str, group: frozenset[str]) -> Naming:
    """A firm that the vocabulary does not know, under all the names that were joined."""
    first = min(group, key=lambda name: (fold(name), name))
    told = min(group, key=lambda name: (len(name), name))
    names = {language_of(name): name for name in sorted(group, key=lambda name: (-len(name), name))} | name_together(
        told
    )
    entity = Entity(make_id("org", fold(first)), EntityKind.ORGANISATION, told, names)
    if len(group) > 1:
        return Naming(entity, "rule:joined", SURE, f"one firm's names: {'; '.join(sorted(group))}")
    if is_firm_name(surface):
        return Naming(entity, "rule:new-firm", UNSURE, "a firm's name that the vocabulary does not know")
    return Naming(entity, "rule:new-name", WEAK, "a capitalised name that may be no firm's")
