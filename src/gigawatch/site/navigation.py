"""The navigation: the pages that it lists by group, and the pages whose frame is short."""

from __future__ import annotations

FRONT = "front"
GROUPS = {
    "ledger": ("projects", "map", "facts", "changes", "things", "contradictions", "sources"),
    "industry": ("development-index", "chain", "shift", "technology"),
    "outlook": ("outlook", "pledges", "conferences", "carbon"),
    "data": ("report", "method", "vocabulary", "computations", "download", "cite"),
}
MORE = ("vocabulary", "computations", "cite")
FILES = {"front": "index.html"}
LISTED = frozenset(FILES.get(name, f"{name}.html") for names in ((FRONT,), *GROUPS.values()) for name in names)
"""The pages that the navigation lists."""
LEAVES = frozenset(("thing", "document", "cell"))
"""Folders of the many pages, whose frame is short: a script fills it in, without one it leads to the front page."""


def file_of(name: str) -> str:
    """The file of a page of the navigation."""
    return FILES.get(name, f"{name}.html")
