"""What a stop concerns: the plants that the sentence before has stopped, and the figures that a stopped part leaves.

`X has cancelled the plant. It was to make 34 GWh` plans nothing; in `The third phase was cancelled. The base will total
60 GWh` the base goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from gigawatch.claims.alternation import either
from gigawatch.claims.denial import REFUSED, UPHELD, deny
from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.phase_number import phase_numbers
from gigawatch.claims.status import status_cues
from gigawatch.vocab import fold

CANCELLED = "cancelled"
STOPPED = frozenset({"cancelled", "delayed"})
LEAD = 80  # characters before a whole in which the words stand that lead to it
REACH = 4  # sentences before a figure in which a stop is looked for
_AMOUNT = re.compile(r"\D{0,16}\d[\d.,]*\s?(?P<unit>\D{1,20})")
_WORD = re.compile(r"[a-z]+|\d+|[\u4e00-\u9fff]")


@cache
def stop_words(lang: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of `stop_cue.toml` in a language, by what they are for."""
    return {key: _pattern(words[lang], lang) for key, words in read_cues("stop_cue").items()}


def _pattern(words: list[str], lang: str) -> re.Pattern[str]:
    cues = either(word.replace(" ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{cues})\b" if lang == "en" else cues)


def is_stopped_before(figure: Scoped, page: Page) -> bool:
    """True where a figure is of what was once planned, and the sentence before says that it will not be built."""
    line, cues = figure.line, stop_words(figure.line.lang)
    if figure.measure not in OF_PROJECT or not line.number or not cues["points"].match(line.folded):
        return False
    return cues["once"].search(line.folded, 0, figure.start) is not None and _stops(page.line(line.number - 1))


def _stops(line: Line) -> bool:
    denied = deny(line.folded, "") if line.lang == "en" else None
    if denied == UPHELD:
        return False
    return denied == REFUSED or status_cues(line.lang).project[CANCELLED].search(line.folded) is not None


def is_stopped_in_part(figure: Scoped) -> bool:
    """True for the whole of which a sentence stops a part: the 30 of `cancelled 10 GWh of its planned 30 GWh`."""
    line, folded = figure.line, figure.line.folded
    amount = _AMOUNT.fullmatch(folded, figure.start, figure.end)
    is_stop_told = figure.denied == REFUSED or any(True for _ in stops_in(folded, line.lang))
    if amount is None or not is_stop_told:
        return False
    of_whole, of_which = (_beside(key, line.lang, amount["unit"]) for key in ("of_whole", "of_which"))
    if (
        _is_behind_part(figure)
        or _is_behind_share(figure)
        or (line.lang == "zh" and of_whole.match(folded, figure.end) is not None)
    ):
        return True
    part = of_which.match(folded, figure.end) or _part_out_of(figure, amount["unit"])
    own = part.start("stop") if part is not None and "stop" in part.re.groupindex else -1
    return part is not None and all(start >= part.end() or start == own for start, _ in stops_in(folded, line.lang))


def _is_behind_part(figure: Scoped) -> bool:
    """True where the words before an English figure give an amount as a part of it: `10 GWh of its planned`."""
    folded, lang = figure.line.folded, figure.line.lang
    amount = _AMOUNT.fullmatch(folded, figure.start, figure.end) if lang == "en" else None
    return amount is not None and _beside("of_whole", lang, amount["unit"]).search(folded, 0, figure.start) is not None


def _part_out_of(figure: Scoped, unit: str) -> re.Match[str] | None:
    """The words behind a whole up to the end of its part: `Of the 30 GWh planned there, 10 GWh`; None for any other."""
    lang, folded = figure.line.lang, figure.line.folded
    return _beside("out_of", lang, unit).match(folded, figure.end) if _leads(folded[: figure.start], lang) else None


def _leads(before: str, lang: str) -> bool:
    """True for the words before a whole out of which a part is taken that is told next."""
    words = read_cues("stop_cue")["lead"][lang]
    return any(re.search(word, before[-LEAD:]) for word in words)


def _is_behind_share(figure: Scoped) -> bool:
    """True for an amount of which a share is told beside it: `half of its planned`, in Chinese behind it."""
    return is_share_told(figure.line.folded, (figure.start, figure.end), figure.line.lang)


def is_share_told(folded: str, span: tuple[int, int], lang: str) -> bool:
    """True where the words beside an amount tell a share of it.

    >>> is_share_told("it put off half of its planned 30 gwh", (31, 37), "en")
    True
    >>> is_share_told("暂缓30gwh产能的三分之一", (2, 7), "zh")
    True
    """
    words = _shares(lang)
    return (words.match(folded, span[1]) if lang == "zh" else words.search(folded, 0, span[0])) is not None


@cache
def _shares(lang: str) -> re.Pattern[str]:
    words = "|".join(read_cues("stop_cue")["share_of"][lang])
    return re.compile(rf"\b(?:{words})$" if lang == "en" else words)


@lru_cache(maxsize=512)
def _beside(key: str, lang: str, unit: str) -> re.Pattern[str]:
    """An amount of a unit and the words of `stop_cue.toml` by which it is a part of the amount beside it.

    A part before its whole may leave the unit to it: `10 of its planned 30 GWh`.
    """
    words = "|".join(read_cues("stop_cue")[key][lang]).replace(" ", r"\s+")
    is_before = lang == "en" and key == "of_whole"
    amount = rf"(?:us)?[$€£¥]?\d[\d.,]*(?:\s?{re.escape(unit)}){'?' if is_before else ''}"
    return re.compile(rf"(?<![\d.,]){amount}(?:{words})$" if is_before else rf"(?:{words}){amount}")


def joins_part(before: str, between: str, lang: str, *, is_part_first: bool) -> bool:
    """True for the words before and between two amounts by which one is a part of the other.

    >>> joins_part("", " of its planned ", "en", is_part_first=True)
    True
    >>> joins_part("规划产能", "，其中", "zh", is_part_first=False)
    True
    >>> joins_part("Of the ", " planned there, ", "en", is_part_first=False)
    True
    """
    keys = {("en", True): ["of_whole"], ("en", False): ["of_which"], ("zh", False): ["of_whole", "of_which"]}
    told = keys.get((lang, is_part_first), [])
    told = [*told, "out_of"] if not is_part_first and _leads(fold(before), lang) else told
    words = [word for key in told for word in read_cues("stop_cue")[key][lang]]
    return any(re.fullmatch(word, fold(between)) for word in words)


def goes_on(figure: Scoped, page: Page) -> bool:
    """True for a figure of the whole plant, or of another part, where its text stops only a part of the plant."""
    words, cues = own_words(figure), stop_words(page.lang)
    if cues["once"].search(words):
        return False
    parts, named = _stopped_parts(figure, page), _parts_in(words, page.lang)
    if not parts or named & parts:
        return False
    return bool(named) or _tells_whole(figure)


def leaves_out(figure: Scoped) -> bool:
    """True where the words before a figure leave a part out of it: `with the third phase gone, the base will have`."""
    line = figure.line
    return stop_words(line.lang)["left_out"].search(line.folded, 0, figure.start) is not None


def is_ahead(figure: Scoped) -> bool:
    """True where the words of a figure that goes on say that it is still to come."""
    return stop_words(figure.line.lang)["ahead"].search(own_words(figure)) is not None


def is_apart_from(figure: Scoped, phase: str | None, page: Page) -> bool:
    """True for a figure that a stop told elsewhere in its text does not reach; `phase` is the part stopped there."""
    once = stop_words(page.lang)["once"]
    is_whole = phase is not None and _tells_whole(figure)
    return is_stopped_in_part(figure) or goes_on(figure, page) or (is_whole and once.search(own_words(figure)) is None)


def own_words(figure: Scoped) -> str:
    """What is told of a figure before it: its clause, from behind a word that stops something else, and from where it
    goes over to the whole plant."""
    words = _words_before(figure)
    starts = [0, *(m.start() for m in _wholes(words, figure.line.lang))]
    return words[max(*starts, words.rfind(" of ") if _is_behind_part(figure) else 0) :]


def _tells_whole(figure: Scoped) -> bool:
    """True where the words before a figure speak of the whole plant."""
    return any(True for _ in _wholes(_words_before(figure), figure.line.lang))


def _words_before(figure: Scoped) -> str:
    line = figure.line
    low, _ = line.clause_span(figure.start)
    stops = [end for _, end in stops_in(line.folded[: figure.start], line.lang)]
    return line.folded[max([low, *stops]) : figure.start]


def _wholes(words: str, lang: str) -> Iterator[re.Match[str]]:
    return stop_words(lang)["whole"].finditer(words)


def _stopped_parts(figure: Scoped, page: Page) -> frozenset[str]:
    """The parts that the nearest stop of a text concerns, in the figure's sentence, else before; none for a whole."""
    line = figure.line
    folded = line.folded
    before = [span for span in stops_in(folded, page.lang) if span[1] <= figure.start]
    behind = [span for span in stops_in(folded, page.lang) if span[0] >= figure.end]
    if before:
        low, high = line.clause_span(before[-1][0])
        return _parts_in(folded[low : min(high, figure.start)], page.lang) or _part_before(folded, low, page.lang)
    if behind:
        return _parts_in(folded[figure.end : max(line.clause_span(behind[0][0])[1], behind[0][1])], page.lang)
    for number in range(line.number - 1, max(-1, line.number - 1 - REACH), -1):
        sentence = page.sentences[number]
        told = page.folded[sentence.start : sentence.end]
        if any(True for _ in stops_in(told, page.lang)):
            return _parts_in(told, page.lang)
    return frozenset()


def _part_before(folded: str, at: int, lang: str) -> frozenset[str]:
    """The part that a sentence named last before an offset, up to a semicolon."""
    named = [*stop_words(lang)["part"].finditer(folded, max(folded.rfind(mark, 0, at) for mark in ";；") + 1, at)]
    return frozenset({part_number(named[-1].group())}) if named else frozenset()


def stops_in(folded: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where words that stop something, or leave a part out, stand in a text, in order."""
    cues = (*(status_cues(lang).project[status] for status in STOPPED), stop_words(lang)["left_out"])
    yield from sorted(match.span() for cue in cues for match in cue.finditer(folded))


def _parts_in(words: str, lang: str) -> frozenset[str]:
    """The parts of a plant that words name, a phase by its number."""
    return frozenset(part_number(match.group()) for match in stop_words(lang)["part"].finditer(words))


def part_number(part: str) -> str:
    """The number of a phase in words of either language, `3` of `third phase`; else the words."""
    found = (phase_numbers().get(word) for word in _WORD.findall(part))
    return next(filter(None, found), part)
