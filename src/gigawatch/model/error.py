"""The errors that Gigawatch raises on purpose.

GigawatchError
├── InputError       what the user gave is at fault: a file, a table, a setting     (exit 1)
├── WorkspaceError   the workspace is missing, locked or damaged                     (exit 1)
└── EvidenceError    a claim whose span does not hold its value: refused at write time
"""

from __future__ import annotations

from unicodedata import category


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
        place = f"{show_plainly(self.where)}: " if self.where else ""
        remedy = f" ({show_plainly(self.hint)})" if self.hint else ""
        return f"{place}{self._tell()}{remedy}"

    def _tell(self) -> str:
        """What went wrong, in one line."""
        return show_plainly(self.what)


def show_plainly(text: str) -> str:
    """A text in one line that a terminal shows and does not obey: what steers it is written out.

    >>> show_plainly("a\\nb\\x1b[2J")
    'a\\\\nb\\\\x1b[2J'
    """
    return text if text.isprintable() else "".join(map(_show, text))


def _show(char: str) -> str:
    return char if char.isprintable() or category(char) == "Zs" else char.encode("unicode_escape").decode("ascii")


class InputError(GigawatchError):
    """Something the user gave cannot be used as it is."""


class WorkspaceError(GigawatchError):
    """The workspace cannot be opened or is in use."""


class EvidenceError(GigawatchError):
    """A claim whose evidence does not hold; it is never written."""
