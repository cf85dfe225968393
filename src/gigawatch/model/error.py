"""The errors that Gigawatch raises on purpose.

GigawatchError
├── InputError       what the user gave is at fault: a file, a table, a setting     (exit 1)
├── WorkspaceError   the workspace is missing, locked or damaged                     (exit 1)
└── EvidenceError    a claim whose span does not hold its value: refused at write time
"""

from __future__ import annotations


class GigawatchError(Exception):
    """A fault with a place and a remedy: `what` went wrong, `where`, and what to do about it (`hint`).

    >>> str(InputError("no such file", where="news/a.txt", hint="check the path"))
    'news/a.txt: no such file (check the path)'
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{remedy}"


class InputError(GigawatchError):
    """Something the user gave cannot be used as it is."""


class WorkspaceError(GigawatchError):
    """The workspace cannot be opened or is in use."""


class EvidenceError(GigawatchError):
    """A claim whose evidence does not hold; it is never written."""
