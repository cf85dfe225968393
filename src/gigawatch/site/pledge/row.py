"""Every pledge of the publication, with the addresses of its page and of its declaration's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gigawatch.model import make_id
from gigawatch.outlook import Commitment, Declaration, PledgeStatus, theme_of
from gigawatch.report.names import capitalise
from gigawatch.report.publication import Publication
from gigawatch.site.path import name_file


@dataclass(frozen=True, slots=True)
class Pledge:
    """One commitment of a declaration, and its id."""

    id: str
    declaration: Declaration
    commitment: Commitment

    @property
    def path(self) -> str:
        """Its page."""
        return f"pledge/{name_file(self.id)}.html"

    @property
    def home(self) -> str:
        """The page of its declaration; of a pledge outside one the list of all."""
        return declaration_path(self.declaration) if self.declaration.is_titled else "pledges.html"

    @property
    def status(self) -> PledgeStatus:
        """How it stands."""
        return self.commitment.status

    @property
    def standing(self) -> str:
        """The word for how it stands, which also tells where a minority of the signatories is on the way."""
        return "partly" if self.commitment.verdict.is_partly else self.status.name.lower()

    def theme(self, lang: str) -> str:
        """What it is about."""
        return capitalise(theme_of(self.commitment.theme).label(lang))


def declaration_path(declaration: Declaration) -> str:
    """The page of a declaration."""
    return f"declaration/{name_file(declaration.id)}.html"


def list_pledges(publication: Publication) -> tuple[Pledge, ...]:
    """Every pledge, by declaration; without an outlook none."""
    declarations = publication.outlook.pledges if publication.outlook is not None else ()
    found: dict[str, Pledge] = {}
    for declaration in declarations:
        for key, commitment in zip(declaration.pledge_ids, declaration.commitments, strict=True):
            own = key if key not in found else make_id("pledge", key, commitment.claim)  # alike in all but their words
            found[own] = Pledge(own, declaration, commitment)
    return tuple(found.values())


def find_signed(pledges: Sequence[Pledge]) -> Mapping[str, tuple[Pledge, ...]]:
    """The pledges of each signatory, by the id of the thing that its name means."""
    found: dict[str, list[Pledge]] = defaultdict(list)
    for pledge in pledges:
        for party in pledge.declaration.parties:
            if party.id is not None:
                found[party.id].append(pledge)
    return {thing: tuple(group) for thing, group in found.items()}
