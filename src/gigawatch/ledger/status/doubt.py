"""Words that name a step and take it back: a denial, a plan, the end of a part only, talk of others than the owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from gigawatch.ledger.apart import places_of_parts
from gigawatch.ledger.revision import find_revisions
from gigawatch.ledger.status.step import step_data
from gigawatch.vocab import fold

CLAUSE = re.compile(r"[,;:，；：。.!?！？]\s?|\b(?:but|and|while|although)\b|但|而")
LONGEST = 400
RUNS = re.compile(r"\b(?:runs?|operat(?:es|ing)|deliver\w*)\b|运营|交付|达产")


def doubt_of(words: str, status: str, lang: str) -> str | None:
    """The test that refuses a step for the words it is told in; None where one clause tells it plainly.

    >>> doubt_of("The firm denied that it had cancelled the plant.", "cancelled", "en")
    'refused: a denial is not the step'
    >>> doubt_of("It cancelled 20 GWh of the planned capacity.", "cancelled", "en")
    'refused: a part of it is given up, not the whole'
    >>> doubt_of("It delayed 10 of its planned 30 GWh.", "delayed", "en")
    'refused: a part of it is put off, not the whole'
    >>> doubt_of("It shelved its plant, whose owner had 10 of its planned 30 GWh.", "cancelled", "en") is None
    True
    >>> doubt_of("Phase two is not built, but production began.", "operating", "en") is None
    True
    """
    found = list(_doubts(words[:LONGEST], status, _language(lang)))
    if found and all(found):
        return found[0]
    part = step_data()["part"]
    is_revised = status in part["status"] and any(find_revisions(words[:LONGEST], lang))
    return str(part["test"]) if is_revised else None


def part_tests() -> tuple[str, str]:
    """The tests that refuse a step since a part of the whole takes it: given up, and put off."""
    part = step_data()["part"]
    return str(part["test"]), str(part["late"]["test"])


def is_on_trial(words: str, lang: str) -> bool:
    """True where a sentence tells of trial production and of no other.

    >>> is_on_trial("The plant of 4 GWh began trial production.", "en")
    True
    >>> is_on_trial("It runs after trial production.", "en")
    False
    """
    trial, whole = _pattern("trial_production", _language(lang)), _pattern("operating", _language(lang))
    folded = fold(words[:LONGEST])
    if trial is None or whole is None or trial.search(folded) is None:
        return False
    rest = trial.sub(" ", folded)
    return whole.search(rest) is None and RUNS.search(rest) is None


def is_rumour(words: str, lang: str) -> bool:
    """True where a sentence has its plan from people who are not named."""
    folded = fold(words)
    return any(word in folded for word in step_data()["rumour"][_language(lang)])


def _doubts(words: str, status: str, lang: str) -> Iterator[str | None]:
    """For every clause that names the step, the doubt in it, if there is one."""
    pattern, part = _pattern(status, lang), _test_of_part(status)
    folded, at = fold(words), 0
    parts = places_of_parts(words, lang) if part else []
    for clause in CLAUSE.split(folded) if pattern else ():
        start = folded.index(clause, at)
        at = start + len(clause)
        for match in pattern.finditer(clause) if pattern else ():
            before, behind = _without_object(clause[: match.start()], status, lang), clause[match.end() :]
            doubted = next((test for test, doubt in _tests(lang) if doubt.search(before)), None)
            is_of_part = part and (
                _part(lang).search(behind)
                or _part_before(lang).search(folded, 0, start + match.start())
                or _takes_part(clause, match.span(), [place - start for place in parts], lang)
            )
            yield doubted or (part if is_of_part else None)


def _without_object(before: str, status: str, lang: str) -> str:
    """The words before a step's word, without a 将 that only puts what is stopped before the verb that stops it.

    >>> _without_object("公司将德国工厂", "delayed", "zh"), _without_object("公司将在德国", "delayed", "zh")
    ('公司德国工厂', '公司将在德国')
    """
    taken = step_data()["object"]
    return re.sub(taken["zh"], "", before) if lang == "zh" and status in taken["status"] else before


def _takes_part(clause: str, stop: tuple[int, int], parts: Iterable[int], lang: str) -> bool:
    """True for the words of a stop in whose clause a part is told, unless it is told of something else: `with 10`."""
    inside = (at for at in parts if 0 <= at < len(clause))
    return any(at < stop[0] or _else(lang).search(clause, stop[1], at) is None for at in inside)


def _test_of_part(status: str) -> str | None:
    """The test that refuses a step told of a part only; None for a step that a part may take."""
    part = step_data()["part"]
    return next((str(one["test"]) for one in (part, part["late"]) if status in one["status"]), None)


@cache
def _pattern(status: str, lang: str) -> re.Pattern[str] | None:
    listed = step_data()["word"].get(status, {}).get(lang)
    if not listed:
        return None
    joined = "|".join(listed)
    return re.compile(rf"\b(?:{joined})\b" if lang == "en" else joined)


@cache
def _part(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(step_data()["part"][lang]))


@cache
def _part_before(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(step_data()["part"]["before"][lang]))


@cache
def _else(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(step_data()["part"]["else"][lang]))


@cache
def _tests(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((doubt["test"], re.compile("|".join(doubt[lang]))) for doubt in step_data()["doubt"])


def _language(lang: str) -> str:
    return "zh" if lang.startswith("zh") else "en"
