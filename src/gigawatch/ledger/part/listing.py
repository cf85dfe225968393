"""Listings: amounts that one document lists beside their whole, told by its words or by its printed digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.ledger.nature import is_flow
from gigawatch.ledger.part.cue import count_cues, has_cue, read_counts
from gigawatch.ledger.part.decomposition import Decomposition, Ground, find_double
from gigawatch.ledger.part.fit import CHANCE, MOST_VALUES, chance_of, count_subsets, find_subsets, least_chance
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.term import Page, Term, are_of_one_scope, are_stages_addable, group_terms
from gigawatch.ledger.perimeter import make_up, parse_perimeter

REACH = 4
LONGEST = 12
SENTENCE_CHANCE = 0.025


@dataclass(frozen=True, slots=True)
class Run:
    """Amounts that stand in a row before or after a whole, `is_full`: up to where the row ends."""

    terms: tuple[Term, ...]
    is_full: bool
    is_forward: bool


def find_listings(page: Page, kin: Kin) -> Iterator[Decomposition]:
    """For each amount of a document the parts that the document lists beside it, consistent or not."""
    for terms in group_terms(page.terms).values():
        if len(terms) > 2:
            for place in range(len(terms)):
                found = next(_of_whole(page, terms, place, kin), None)
                if found is not None:
                    yield found
            yield from _by_digits(terms, kin)


def _of_whole(page: Page, terms: Sequence[Term], place: int, kin: Kin) -> Iterator[Decomposition]:
    """The decompositions of one amount that its words admit, the best told first."""
    whole = terms[place]
    words = page.sentence(whole.sentence)
    runs = [run for run in _runs(terms, place) if _is_addable(run.terms, whole)]
    counts = read_counts("count", words)
    told = [run for run in runs if len(run.terms) in counts and _is_said(page, run, whole, Ground.COUNT)]
    yield from _fitting(whole, told, Ground.COUNT, kin)
    listed = [run for run in runs if _is_said(page, run, whole, Ground.LISTED)]
    yield from _fitting(whole, [r for r in listed if r.is_full or _is_exact(whole, r)], Ground.LISTED, kin)
    slices = [run for run in runs if make_up([part.perimeter for part in run.terms], whole.perimeter)]
    yield from _fitting(whole, slices, Ground.LISTED, kin)
    alone = [run for run in runs if _is_alone(terms, run, whole)]
    yield from (
        one
        for one in _fitting(whole, alone, Ground.SENTENCE, kin)
        if one.is_exact
        and are_of_one_scope(one.parts, whole)
        and chance_of(1, one.values, whole.value) <= SENTENCE_CHANCE
    )
    yield from _contradicted(page, whole, [run for run in told if run.is_full], kin)
    yield from _exceeding(page, whole, [run for run in listed if run.is_full and run.is_forward], kin)


def _runs(terms: Sequence[Term], place: int) -> Iterator[Run]:
    """Rows of amounts smaller than the whole, just before and just after it, long ones first."""
    for step in (1, -1):
        row = _row(terms, place, step)
        for length in range(min(len(row), LONGEST), 1, -1):
            yield Run(tuple(row[:length]), length == len(row), step == 1)


def _row(terms: Sequence[Term], place: int, step: int) -> list[Term]:
    whole, row, here = terms[place], [], place + step
    while 0 <= here < len(terms) and abs(terms[here].sentence - whole.sentence) <= REACH:
        if terms[here].nominal >= whole.nominal:
            break
        row.append(terms[here])
        here += step
    return row


def _is_addable(parts: Sequence[Term], whole: Term) -> bool:
    """True for parts of the whole's stage and, for what flows, of its period; no part is the whole itself."""
    if is_flow(whole.measure) and any(part.valid_on != whole.valid_on for part in parts):
        return False
    return are_stages_addable(parts, whole)


def _is_said(page: Page, run: Run, whole: Term, ground: Ground) -> bool:
    """True where the words between a whole and its row say that the one is the sum of the other."""
    words = page.sentence(whole.sentence)
    if ground is Ground.COUNT:
        return not has_cue("parts", words) or run.is_forward or has_cue("together", words)
    if run.is_forward:
        return (
            has_cue("parts", _words_to(page, whole, run)) or has_cue("together", words) or _is_given(page, whole, run)
        )
    return has_cue("together", words)


def _words_to(page: Page, whole: Term, run: Run) -> str:
    """The words from a whole to the first amount of the row after it, and those after the last one of its sentence."""
    text, last = page.document.text, run.terms[-1]
    end = page.stops[last.sentence] if last.sentence < len(page.stops) else len(text)
    return f"{text[whole.start : run.terms[0].start]} {text[last.start : end]}"


def _is_given(page: Page, whole: Term, run: Run) -> bool:
    """True where what follows a whole tells from whom each amount comes: `300 come from A, 200 from B`; and where money
    put together is followed by that of different givers.
    """
    first, second = run.terms[:2]
    givers = {parse_perimeter(term.perimeter).part for term in run.terms}
    if run.is_full and len(givers) > 1 and has_cue("pool", page.sentence(whole.sentence)):
        return True
    is_next = first.sentence == whole.sentence + 1 == run.terms[-1].sentence
    return is_next and has_cue("origin", page.document.text[first.start : second.start])


def _is_alone(terms: Sequence[Term], run: Run, whole: Term) -> bool:
    """True where the row is all that its sentence holds besides the whole, in the whole's sentence or the next one."""
    numbers = {term.sentence for term in run.terms}
    near = {whole.sentence} if len(numbers) != 1 else {whole.sentence, *numbers}
    held = [term for term in terms if term.sentence in near]
    is_next = max(abs(number - whole.sentence) for number in numbers) <= 1
    return is_next and len(held) == len(run.terms) + 1 and numbers <= near


def _is_exact(whole: Term, run: Run) -> bool:
    return Decomposition(whole, run.terms, Ground.LISTED).is_exact


def _fitting(whole: Term, runs: Sequence[Run], ground: Ground, kin: Kin) -> Iterator[Decomposition]:
    found = (Decomposition(whole, run.terms, ground, find_double(run.terms, kin)) for run in runs)
    yield from (one for one in found if one.fits)


def _contradicted(page: Page, whole: Term, runs: Sequence[Run], kin: Kin) -> Iterator[Decomposition]:
    """Parts that are said to be all of them and cannot add up."""
    for run in runs:
        found = Decomposition(whole, run.terms, Ground.COUNT)
        is_told = has_cue("together", _between(page, run, whole)) and are_of_one_scope(run.terms, whole)
        if is_told and found.cannot_fit and find_double(run.terms, kin) is None:
            yield found


def _exceeding(page: Page, whole: Term, runs: Sequence[Run], kin: Kin) -> Iterator[Decomposition]:
    """Parts of one sentence, said to be of the whole, that are more than it; a part told of a part is none."""
    if count_cues("parts", page.sentence(whole.sentence)) != 1:
        return
    for run in runs:
        inside = all(term.sentence == whole.sentence for term in run.terms) and are_of_one_scope(run.terms, whole)
        found = Decomposition(whole, run.terms, Ground.LISTED)
        is_more = found.interval.low > whole.value.widened.high
        is_led = has_cue("parts", page.document.text[whole.start : run.terms[0].start])
        if inside and is_led and is_more and found.cannot_fit and find_double(run.terms, kin) is None:
            yield found


def _between(page: Page, run: Run, whole: Term) -> str:
    numbers = [whole.sentence, *(term.sentence for term in run.terms)]
    return " ".join(page.sentence(number) for number in range(min(numbers), max(numbers) + 1))


def _by_digits(terms: Sequence[Term], kin: Kin) -> Iterator[Decomposition]:
    """Sums that the printed digits alone make sure of: by chance one would be met in fifty documents at most."""
    exact = [term for term in terms if term.value.is_exact][:MOST_VALUES]
    for whole in exact:
        others = [t for t in exact if t.nominal < whole.nominal and _is_addable((t,), whole)]
        tried = count_subsets(len(others)) * len(exact)
        if len(others) < 2 or least_chance(tried, [t.value for t in others], whole.value) > CHANCE:
            continue
        for chosen in find_subsets([t.value for t in others], whole.value):
            parts = tuple(others[n] for n in chosen)
            found = Decomposition(whole, parts, Ground.DIGITS)
            is_rare = chance_of(tried, found.values, whole.value) <= CHANCE
            is_one = _is_addable(parts, whole) and are_of_one_scope(parts, whole)
            if is_rare and is_one and find_double(parts, kin) is None:
                yield found
                break
