"""What an English sentence says plainly of a plant's state, by the last verb before a figure; no weighing is needed."""

from __future__ import annotations

import re

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.status import going_on

OF_STATE = frozenset({"capacity", "vehicles"})
OF_PLANT = frozenset({"capacity", "vehicles", "investment", "area"})
_HAVE = r"(?:(?:has|have|had)\s)?(?:(?:now|already|since|recently|officially|formally)\s)?"
_BEGUN = r"(?:started|began|begun|commenced)"
_MADE = r"(?:(?:mass|series|serial|volume|commercial|regular|trial)\s)?(?:production|operations?)"
_BUILD = frozenset({"operating", "under_construction", "reported"})
_RUNS = (
    r"(?:(?:has|have)\s(?:now\s|already\s|since\s)?)?"
    r"(?:opened|started|began|begun|came|went|entered|operates|runs|been|was|is)\b"
)
_VERB = re.compile(
    r"\b(?:(?P<operating>operates?|runs?|(?:is|are|was|were|been)\s(?:running|operating|in\soperation|in\sproduction|operational)"
    rf"|{_HAVE}(?:went|gone|came|come|entered|(?:been\s)?(?:put|brought|taken))\s(?:in)?to\s(?:operation|production|service)"
    rf"|{_HAVE}(?:came|come|gone|went)\s(?:on\sstream|online|on\sline)|{_HAVE}{_BEGUN}\s{_MADE}|{_MADE}\s{_HAVE}{_BEGUN}"
    rf"|{_HAVE}(?:been\s)?(?:opened|inaugurated|commissioned)|entered\s{_MADE})"
    r"|(?P<planned>(?:plans?|proposes?|wants|intends|hopes|aims)|(?:is|are|was|were)\s(?:planning|(?:planned|proposed)\s(?:with|at|for)))"
    r"|(?P<other>will|would|could|may(?!\s(?:20)?\d)|might|should|to\sbe|(?:is|are|was|were|be)\sto|expect\w*|due|when|once|after|before|if|until"
    r"|expan\w+|increas\w+|rais\w+|rise\w*|doubl\w+|tripl\w+|grow\w*|reach\w*|target\w*|goals?|announc\w+|sign\w*|build|builds|built"
    r"|building|construct\w+|future|further|additional|eventual\w*|later|add\w*|bring\w*|complet\w+|close[sd]?|clos\w+|stop\w*"
    r"|suspend\w*|cancel\w*|delay\w*|invest\w*|total\w*|up\sfrom|from|now|another|second|third|next|new|plus|said|says|planned|proposed|designed|being|configured"
    r"|to\s(?:deliver|make|produce|have|supply|provide|become|run|operate|turn|store)))\b"
)
_AHEAD = re.compile(
    r"[^.;]{0,70}?\b(?:will|would|could|planned|plans|when|once|after|if|by\s(?:the\send\sof\s)?20\d\d|under\sconstruction|being\sbuilt"
    r"|due|expected|(?:is|are)\sto|to\sbe|in\sfuture|later|target\w*|full\scapacity)\b"
)
_BUILT = re.compile(
    r"[^,.;]{0,40}?\b(?:(?:has|have)\sbeen\sbuilt|(?:is|are)\s(?:running|operating|in\soperation|already))\b"
)
_PLANNED_BEHIND = re.compile(
    r"(?:\s(?!and\b|or\b|which\b|that\b|is\b|are\b|was\b|were\b|to\b|has\b|have\b|had\b|will\b)[\w’'-]+){0,6},?"
    r"\s(?:(?:is|are|was|were|remains?)\s(?:(?:also|still|only|now|currently|already)\s)?|has\sbeen\s|have\sbeen\s)"
    r"(?:planned|proposed|foreseen|envisaged)(?!\s(?:to\b|at\b))"
)
_NOT_BEGUN = re.compile(
    r"\b(?:construction|building|work)\b[^;:]{0,80}?\b(?:has|have|had)\s(?:not|never|yet\sto)\s(?:yet\s|been\s)*"
    r"(?:begun|begin|started?|commenced?|broken\sground)"
    r"|\b(?:has|have|had)(?:\s(?:not|never|yet\sto)|n['’]t)\s(?:yet\s)?(?:broken?\sground|"
    r"(?:begun|beg[iu]n|started?|commenced?)\s(?:building|construction|work|to\sbuild))\b"
    r"|\b(?:is|are)\snot\s(?:yet\s)?under\sconstruction\b"
)
_PLANT_BEHIND = re.compile(
    rf"(?:-a-year|\s(?:a|per)\syear|/yr)?\s(?:[a-z-]+\s){{0,3}}?{PLANT}\s(?:(?:in|at|near)\s(?:[\w’'-]+,?\s){{1,3}}?)?(?={_RUNS})"
)
_BUILDING = re.compile(
    r"\bbuil(?:d|t)|\bconstruct|\bbr(?:ea|o)k\w*\sground|\bground-?breaking|\berect|\bunder\s?way|\bfoundations?\b|\bequipment\b"
)
_WILL = re.compile(
    r"will\s(?:then\s|eventually\s|also\s)?(?:have|make|produce|total|deliver|supply|turn\sout)\b"
    r"(?:\s[\w-]+){0,6}\s$"
)
_EXPECTED = re.compile(
    r"\b(?:is|are)\s(?:expected|set|due)\sto\s(?:then\s|eventually\s|also\s)?"
    r"(?:have|make|produce|total|deliver|supply|turn\sout|reach|rise\sto|grow\sto)\b(?:\s[\w-]+){0,6}\s$"
    r"|\bwill\s(?:then\s|eventually\s|also\s|later\s)?(?:add(?!\sto\b)|reach|contribute)\b(?:\s[\w-]+){0,6}\s$"
)
_DONE = re.compile(
    rf"\b(?:has|have)\s(?:completed|finished|inaugurated)\s(?:(?!first\b|phase\b)[a-z-]+\s){{1,6}}?{PLANT}\b"
)
_OF_IT = re.compile(rf"\s*(?:the\s{PLANT}(?:\sof(?:\s[\w-]+){{1,3}})?|it)\s(?:will|has|can)\b")
_WILL_RUN = re.compile(
    r"\b(?:will|would|should|(?:is|are|was|were|due|set|expected|scheduled)\s(?:due\s|set\s|expected\s|scheduled\s)?to)\s(?:then\s|only\s)?"
    r"(?:be\s(?:running|operating|operational|opened|in\soperation|on\sstream)|run|operate|open|come\son\sstream)\b"
)
_TURN = re.compile(r"[;:]|,\s(?:and|where|which|whose|with)\b|\b(?:but|while|whereas|though|although)\b")
_NEXT_STATEMENT = re.compile(r"[;:]\s|,\s(?:and|but|while|whereas|though|although)\b|\b(?:while|whereas)\b")
_A_PLANT = re.compile(rf"\b{PLANT}\b")
_TO_HIRE = re.compile(
    r"\b(?:(?:expects?|expected|plans?|planned|aims?|intends?|hopes?|wants?|due|set)\s(?:\w+ly\s)?to|will|would)\s"
    r"(?:(?:also|then|later|\w+ly)\s)?(?:employ|hire|recruit)\s(?:(?:another|about|around|some|up\sto|over|more\sthan)\s)*$"
)
_AGENT = re.compile(
    r"\bto\s$|\b(?:not|never|yet|n['’]t|if|when|once|after|until|before|would|will|could|may|might|soon)\s(?:\w+\s){0,2}$"
)


def plain_state(figure: Scoped, weighed: str, before: str = "") -> str:
    """`operating` where the last verb before a capacity is of running a plant; what is planned is not built.

    `before` is the sentence before, for a clause that goes on about its plant: `Its annual capacity is 12 GWh`.
    """
    if figure.measure == "jobs" and weighed in _BUILD:
        return "forecast" if _TO_HIRE.search(figure.line.folded, 0, figure.start) else weighed
    if figure.measure in OF_PLANT and weighed in _BUILD and _is_to_come(figure):
        return "planned"
    if figure.measure in OF_STATE and _opens_behind(figure):
        return "operating"
    plain = _plain_state(figure, before) if figure.measure in OF_STATE else None
    return plain if plain == "operating" or (plain is not None and weighed in _BUILD) else weighed


def _opens_behind(figure: Scoped) -> bool:
    """True where the plant that a capacity describes is the subject of a verb of running: `the 30 GWh plant opened`."""
    plant = _PLANT_BEHIND.match(figure.line.folded, figure.end)
    verb = _VERB.match(figure.line.folded, plant.end()) if plant else None
    return verb is not None and verb.lastgroup == "operating" and _AHEAD.match(figure.line.folded, verb.end()) is None


def tells_building(words: str) -> bool:
    """True for English words that speak of building something."""
    return _BUILDING.search(words) is not None


def is_complete(figure: Scoped, before: str) -> bool:
    """True for the capacity of a plant that the sentence before tells to be complete: `It will make 8,000 tonnes`."""
    return figure.measure in OF_STATE and bool(_DONE.search(before) and _OF_IT.match(figure.line.folded))


def is_plainly_ahead(figure: Scoped) -> bool:
    """True where the verb right before a capacity is of what will be: `phase two will have a capacity of 30 GWh`."""
    low = max(figure.line.folded.rfind("; ", 0, figure.start), figure.start - 200, 0)
    verbs = [*_VERB.finditer(figure.line.folded, low, figure.start)]
    if _EXPECTED.search(figure.line.folded, low, figure.start) or is_to_be_built(figure):
        return True
    return bool(verbs) and _WILL.match(figure.line.folded, verbs[-1].start(), figure.start) is not None


def is_to_be_built(figure: Scoped) -> bool:
    """True where words before a figure have a plant be built in phases, and none says that a part of it stands."""
    words = figure.line.folded[: figure.start]
    told = cue_table("phase_cue", "en")["built_in"].search(words)
    return told is not None and not any(verb.lastgroup == "operating" for verb in _VERB.finditer(words, told.end()))


def _is_to_come(figure: Scoped) -> bool:
    """True where the verb behind a figure is of planning, or its own clause says that nobody builds yet."""
    folded = figure.line.folded
    if _PLANNED_BEHIND.match(folded, figure.end):
        return True
    turns = list(_TURN.finditer(folded))
    low = max((m.end() for m in turns if m.end() <= figure.start), default=0)
    high = min((m.start() for m in turns if m.start() >= figure.end), default=len(folded))
    return _NOT_BEGUN.search(folded, low, high) is not None


def _plain_state(figure: Scoped, before: str) -> str | None:
    """`operating` or `planned` where the last verb before a figure is of running or of planning a plant."""
    folded = figure.line.folded
    low = max(folded.rfind("; ", 0, figure.start), figure.start - 200, 0)
    verbs = [*_VERB.finditer(folded, low, figure.start)]
    if not verbs and (gone_on := _state_gone_on(figure, before)):
        return gone_on
    if not verbs or verbs[-1].lastgroup == "other" or _AGENT.search(folded, low, verbs[-1].start()):
        return None
    last = verbs[-1]
    turns = _AHEAD if last.lastgroup == "operating" else _BUILT
    return None if turns.match(folded, figure.end) else last.lastgroup


def _state_gone_on(figure: Scoped, before: str) -> str | None:
    """The state of what the clause or sentence before speaks of, where one gives its capacity: `Its capacity is`."""
    folded = figure.line.folded
    low = folded.rfind("; ", 0, figure.start) + 1
    told = folded[: max(low - 1, 0)] if low else before
    start = low + len(folded[low:]) - len(folded[low:].lstrip())
    if going_on("en").match(folded, start, figure.start) is None or _AHEAD.match(folded, figure.end):
        return None
    if _WILL_RUN.search(_statement_of_plant(told)):
        return "planned"
    verbs = [*_VERB.finditer(told[-200:])]
    runs = bool(verbs) and all(verb.lastgroup == "operating" for verb in verbs) and not _AHEAD.match(told)
    return "operating" if runs else None


def _statement_of_plant(told: str) -> str:
    """The last statement of a sentence that names a plant, which `its capacity` goes on about; else the last of all."""
    parts = _NEXT_STATEMENT.split(told)
    return next((part for part in reversed(parts) if _A_PLANT.search(part)), parts[-1])
