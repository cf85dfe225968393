"""Emphasis in Chinese, which has no spaces: `*约60%*可` is emphasis although a mark and no space stand at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

MARKS = "*_"
CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def open_or_close(state: StateInline, silent: bool) -> bool:
    """The parser's rule for `*` and `_`, but that beside a Chinese character only white space decides.

    CommonMark lets a mark such as `%` decide where words are divided by spaces, as Chinese words are not.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    mark = state.src[state.pos]
    if silent or mark not in MARKS:
        return False
    found = state.scanDelims(state.pos, mark == "*")
    before, after = state.src[: state.pos][-1:], state.src[state.pos + found.length :][:1]
    is_chinese = mark == "*" and bool(CHINESE.search(before + after))
    for _ in range(found.length):
        token = state.push("text", "", 0)
        token.content = mark
        opens = found.can_open or (is_chinese and bool(after.strip()))
        closes = found.can_close or (is_chinese and bool(before.strip()))
        state.delimiters.append(Delimiter(ord(mark), found.length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += found.length
    return True
