"""Where pages lie: names made from ids, and links from one page to another that need no server."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from posixpath import dirname

from gigawatch.model import make_id

Go = Callable[[str], str]
"""From a path from the site's root to the link to it, as written on some page."""
UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
LONGEST = 80
SAFE = re.compile(rf"(?!-)[a-z0-9_-]{{0,{LONGEST}}}(?<!-)")
KEPT_BY_DAY = re.compile(r"[a-z]+/((facts|things|contradictions|sources)(\.\d+)?|(thing|document|cell)/[^/#]+)\.html")
"""The pages that a server can show by an earlier day, from the site's root."""


def name_file(identity: str) -> str:
    """A file name for an id, the same on every machine; an id that is no safe name gets a hash of itself.

    >>> name_file("fact-3f2a91c07b5d"), name_file("../x")
    ('fact-3f2a91c07b5d', 'x-d6b96a97d147')
    """
    if SAFE.fullmatch(identity):
        return identity
    plain = UNSAFE.sub("-", identity).strip("-")[:LONGEST]
    return make_id(plain.lower() or "id", identity)


def name_part(identity: str, number: int) -> str:
    """The file name of the numbered part of something too long for one page; the first bears no number."""
    return name_file(identity) if number == 1 else f"{name_file(identity)}.{number}"


def link(target: str, page: str) -> str:
    """The link to `target` (a path from the site's root, with or without an anchor) as written on `page`.

    >>> link("en/thing/a.html#b", "en/facts.html"), link("en/facts.html#x", "en/facts.html")
    ('thing/a.html#b', '#x')
    """
    return PageLinks(page)(target)


class PageLinks:
    """`link` for the many targets of one page, and then of the next one where pages are written in turn."""

    def __init__(self, page: str) -> None:
        self.turn_to(page)

    def turn_to(self, page: str) -> None:
        """Give the links of another page from now on."""
        self._page, self._own = page, f"{page}#"
        (*self._inner, (_, self._root)) = _ways(dirname(page))

    def __call__(self, target: str) -> str:
        """The link to a target (a path from the site's root, with or without an anchor)."""
        if target.startswith(self._own) and target != self._own:
            return target[len(self._page) :]
        for folder, up in self._inner:
            if target.startswith(folder):
                return up + target[len(folder) :]
        return self._root + target


@lru_cache(maxsize=1 << 8)
def _ways(folder: str) -> tuple[tuple[str, str], ...]:
    """The folders that a folder lies in, itself the first, the root the last, each with the way up to it.

    >>> _ways("en/thing")
    (('en/thing/', ''), ('en/', '../'), ('', '../../'))
    """
    names = folder.split("/") if folder else []
    return tuple(
        (f"{'/'.join(names[:depth])}/" if depth else "", "../" * (len(names) - depth))
        for depth in range(len(names), -1, -1)
    )


def keep_day(target: str, day: date | None) -> str:
    """A path from the site's root that asks a page for the state known on a day, where it is such a page.

    >>> keep_day("en/thing/a.html#b", date(2022, 8, 1)), keep_day("en/chain.html", date(2022, 8, 1))
    ('en/thing/a.html?as_of=2022-08-01#b', 'en/chain.html')
    """
    path, mark, anchor = target.partition("#")
    return target if day is None or not KEPT_BY_DAY.fullmatch(path) else f"{path}?as_of={day}{mark}{anchor}"


def rank_path(index: str) -> str:
    """The page of an index's ranks by year."""
    return f"rank/{name_file(index)}.html"


def explorer_path(index: str) -> str:
    """The page of an index's explorer."""
    return f"explorer/{name_file(index)}.html"


def indicator_path(index: str, code: str) -> str:
    """The page of an indicator of an index."""
    return f"indicator/{name_file(f'{index}/{code}')}.html"
