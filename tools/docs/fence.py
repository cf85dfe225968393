"""Examples that stand in a text as an interpreter shows them become blocks of their own, on pages and in docstrings."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from griffe import Extension, Object

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def fence(text: str) -> str:
    """Put every run of `>>>` lines, with what they print, between fences; what is fenced already stays."""
    spans, last = [], 0
    for found in FENCED.finditer(text):
        spans += [_fence_part(text[last : found.start()]), found[0]]
        last = found.end()
    return "".join([*spans, _fence_part(text[last:])])


def _fence_part(text: str) -> str:
    if ">>> " not in text:
        return text
    paragraphs = [list(lines) for _, lines in groupby(text.split("\n"), key=lambda line: bool(line.strip()))]
    shown = [["```pycon", *lines, "```"] if lines[0].lstrip().startswith(">>> ") else lines for lines in paragraphs]
    return "\n".join(line for lines in shown for line in lines)


class FenceExamples(Extension):
    """The same for docstrings."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Fence the examples of one object's docstring."""
        if obj.docstring is not None:
            obj.docstring.value = fence(obj.docstring.value)
