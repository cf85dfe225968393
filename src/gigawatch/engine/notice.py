"""Notices of one source, of very many the first ones and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_TOLD = 1_000  # in the manifest; of more only the number is told
FAULT = "fault: "


@dataclass(slots=True)
class Notices:
    """What is told of a source as it comes, no more of it in memory than is told."""

    where: str
    told: list[str] = field(default_factory=list)
    _more: int = 0
    _faults: int = 0

    def add(self, texts: Iterable[str]) -> None:
        """Take more notices."""
        for text in texts:
            if len(self.told) < MOST_TOLD:
                self.told.append(text)
                continue
            self._more += 1
            self._faults += text.startswith(FAULT)

    def tell(self) -> list[str]:
        """The notices, the last of which says how many more there are."""
        if not self._more:
            return self.told
        kind = FAULT if self._faults else "notice: "
        return [*self.told, f"{kind}{self.where}: {self._more:,} more notices, {self._faults:,} of them faults"]
