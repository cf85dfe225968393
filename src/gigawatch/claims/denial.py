"""Whether an English sentence denies what it says of a figure: plans that are denied are none, refusals end a plan.

>>> deny("ostra denied that it will build a ", "50 gwh plant in turin.")
'denied'
"""

from __future__ import annotations

import re

DENIED, REFUSED, UPHELD = "denied", "refused", "upheld"
HINTS = (  # a sentence that denies something has one of these
    "not", "n't", "n’t", " no ", "never", "den", "ruled", "rules", "ruling", "dismiss", "refut", "untrue", "false",
    "unfounded", "wrong", "decid", "chose", "opted",
)  # fmt: skip
REACH = 170
_BUILDING = r"(?:planning|building|considering|going|investing|preparing|opening|constructing|in\stalks|about)"
_NO = re.compile(
    r"\b(?:(?P<denied>den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|rul(?:es|ed|ing)\sout"
    rf"|no\s(?!longer\b)(?:[\w-]+\s){{0,2}}(?:plans?|intentions?)|(?:is|are|was|were)\snot\s(?:currently\s)?(?={_BUILDING}\b)"
    rf"|(?:isn['’]t|aren['’]t|wasn['’]t|weren['’]t)\s(?={_BUILDING}\b)|(?:do|does|did)(?:\snot|n['’]t)\s(?:plan|intend))"
    r"|(?P<refused>(?:will|would|shall)\snot|won['’]t|wouldn['’]t|(?:decid\w+|chose|opted)\s(?:not\sto|against)"
    r"|no\slonger\s(?:(?:plans?|intends?|wants?|aims?)(?:\sto)?|be|going)|never\s(?=began|started|built|broke|begun)))\b"
)
_MAKING = (
    r"build|built|building|construct|invest|open|set(?:ting)?\sup|establish|spend|start|began|begun|broke|erect"
    r"|add(?:ing)?\b"
)
_STOPPING = (
    r"cancel|scrap|abandon|delay|postpon|suspend|halt|paus|pull|clos|shut|sell|sale|withdraw|giv\w+\sup|drop|reduc|cut"
    r"|stop"
)
_VERB = re.compile(rf"\b(?:(?P<make>{_MAKING})|(?P<stop>{_STOPPING}))\w*")
_BREAK = re.compile(
    r"[;:—]|\s[–-]\s|\b(?:but|while|whereas|although|though|instead|besides|beyond|except|other\sthan|apart\sfrom|which|unless|until|before|if)\b"
    r"|,\s(?:and|so|yet|saying|adding)\b"
)
_OWN = re.compile(r"\b(?:its|their|his|existing|current|present)\s(?:[\w-]+\s){0,3}$")
_TALK = re.compile(r"\b(?:reports?|rumou?rs?|talk|speculation|claims?)\s(?:of|about|that|on)\b[^;:]*$")
_UNTRUE = re.compile(
    r"[^;:.]{0,90}?\b(?:(?:is|are|was|were|been)\s(?:untrue|false|unfounded|wrong|denied|dismissed|refuted)|(?:do|does)\snot\sexist)\b"
)
_UNPLANNED = re.compile(
    r"[^,;:.]{0,60}?\b(?:is|are)\snot\s(?:planned|in\sthe\s(?:works|plans)|being\s(?:built|considered))\b"
)


def deny(before: str, after: str) -> str | None:
    """What a sentence in lower case says no to, by the words before and behind a figure; None where it denies nothing.

    `DENIED`: nothing of the kind is planned; `REFUSED`: it is given up; `UPHELD`: that it is stopped is denied.
    """
    if _UNPLANNED.match(after) or (_UNTRUE.match(after) and _TALK.search(before)):
        return DENIED
    told = [*_NO.finditer(before, max(0, len(before) - REACH))][-1:]
    return _scope(told[0], before[told[0].end() :]) if told else None


def _scope(told: re.Match[str], scope: str) -> str | None:
    """What a word of denial says no to, by the words behind it up to a figure."""
    verb = _VERB.search(scope)
    if _BREAK.search(scope) or verb is None:
        return None
    if verb.lastgroup == "stop":
        return UPHELD
    if told.lastgroup == "refused":
        return REFUSED
    return None if _OWN.search(scope) else DENIED
