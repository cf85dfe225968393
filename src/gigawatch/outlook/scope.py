"""Within what a superlative claims its place: the world, or one place, whose things alone are then ranked."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.outlook.told import Tale
from gigawatch.vocab import places

ANYWHERE = ("world", "industry")


@dataclass(frozen=True, slots=True)
class Scope:
    """`place` is a gazetteer id (None: the world, or nobody can tell); `code` the scope that the claim names."""

    code: str | None
    place: str | None

    @property
    def is_anywhere(self) -> bool:
        """True where everything is in it."""
        return self.place is None and (self.code is None or self.code in ANYWHERE)

    @property
    def is_known(self) -> bool:
        """False for a scope that the words do not name: the province's, of whichever province."""
        return self.is_anywhere or self.place is not None

    def holds(self, place: str | None) -> bool:
        """True for a place in it."""
        if self.is_anywhere:
            return True
        return place is not None and self.place is not None and places().within(place, self.place)


def scope_of(tale: Tale, words: str) -> Scope:
    """The scope of a claim: the place that its scope or words name, else the world where it says so or nothing.

    Where the claim says the world, a place in its words is where the thing stands, and no scope.
    """
    code = tale.text("scope")
    if code in ANYWHERE:
        return Scope(code, None)
    named = places().find(code) if code else None
    if named is None:
        named = next((mention.entry for mention in places().scan(words)), None)
    return Scope(code, named.id if named is not None else None)
