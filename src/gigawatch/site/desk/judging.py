"""A person's judgement at the desk: made by the functions of the command line, while nobody else writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.ledger.queue import QueueItem
from gigawatch.ledger.review import (
    Told,
    fields_of,
    find_lack,
    find_new,
    hold_log,
    judge_claim,
    judge_pair,
    text_of_field,
    withdraw_judgement,
)
from gigawatch.model import Force, GigawatchError, InputError, Judgement, Observation, Verdict
from gigawatch.site.desk.matter import claims_of, digest, names_of, verdicts_of
from gigawatch.site.desk.reviewer import Reviewer
from gigawatch.site.desk.text import LONGEST_REASON, even, refuse_hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigawatch.ledger.review import Lack
    from gigawatch.site.desk.workplace import Desk, State


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to say on an item: of which statement, or of the two names; `changes` of a correction.

    `known` are the judgements that the page showed, `digest` is of the evidence that it showed.
    """

    item: str
    verdict: Verdict
    why: str
    claim: str = ""
    changes: Mapping[str, str] | None = None
    is_new_name: bool = False
    known: frozenset[str] = frozenset()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written, in how many lines, and what keeps it from counting in a fact, if anything does."""

    made: tuple[Judgement, ...]
    new_names: tuple[str, ...] = ()
    lack: Lack | None = None


class OvertakenError(GigawatchError):
    """The item is not as the page showed it: `news` are the judgements made since; nothing was written."""

    def __init__(self, state: State, item: QueueItem | None, news: tuple[Judgement, ...]) -> None:
        super().__init__("the item was judged, or built anew, since the page was opened")
        self.state, self.item, self.news = state, item, news


def keep_judgement(desk: Desk, who: Reviewer, wish: Wish, before: Callable[[Sequence[Judgement]], None]) -> Kept:
    """Write a judgement; `before` is told what will be written.

    OvertakenError where the item has changed since the page was opened, InputError for what cannot be said.
    """
    told = Told(who.name, desk.place.today, read_reason(wish.why))
    with hold_log(desk.place.reviews) as append, desk.place.shelf.lock:
        state = desk.look()
        item = state.item(wish.item)
        news = _news(state, item, wish)
        if item is None or news or digest(state, item) != wish.digest:
            raise OvertakenError(state, item, news)
        made, names = _make(state, item, wish, told)
        _refuse_again(state, made)
        before(made)
        append(made)
        return Kept(tuple(made), names, find_lack(state.built.ledger.material, made))


def take_back(
    desk: Desk, who: Reviewer, ids: Sequence[str], why: str, before: Callable[[Sequence[Judgement]], None]
) -> Kept:
    """Withdraw judgements: one's own, or as an admin anybody's. InputError for others', and for what is withdrawn."""
    told = Told(who.name, desk.place.today, read_reason(why))
    if not ids:
        raise InputError("no judgement is named", hint="choose one in the list of judgements")
    with hold_log(desk.place.reviews) as append:
        state = desk.look()
        made = []
        for key in dict.fromkeys(ids):
            found = state.find(key)
            if found is not None and found.by != who.name and not who.role.may_oversee:
                hint = "an admin may; or judge the matter yourself, and the later judgement counts"
                raise InputError(f"{key} is by {found.by}: only they or an admin may take it back", hint=hint)
            if found is not None and found.force is Force.WITHDRAWN:
                raise InputError(f"{key} is withdrawn already", hint="see the list of judgements")
            made.append(withdraw_judgement(state.judgements, key, told))
        before(made)
        append(made)
        return Kept(tuple(made))


def read_reason(text: str) -> str:
    """A reason on one line; InputError for none, one too long, or one with characters that are not seen."""
    refuse_hidden(text, "the reason")
    told = even(text)
    if not told:
        raise InputError("the reason is empty", hint="say on what ground: a page, a call, a slip that is seen")
    if len(told) > LONGEST_REASON:
        raise InputError(f"the reason has {len(told)} characters", hint=f"{LONGEST_REASON} at most")
    return told


def _news(state: State, item: QueueItem | None, wish: Wish) -> tuple[Judgement, ...]:
    return tuple(one for one in state.touching(item) if one.id not in wish.known) if item else ()


def _make(state: State, item: QueueItem, wish: Wish, told: Told) -> tuple[list[Judgement], tuple[str, ...]]:
    if wish.verdict not in verdicts_of(state, item):
        raise InputError(f"{wish.verdict.value} cannot be said here", hint="choose one of the buttons")
    material, past = state.built.ledger.material, state.judgements
    if wish.verdict in (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE):
        names = names_of(item, state.find(item.about))
        return [judge_pair(material, past, wish.verdict, names, told)], ()
    if wish.claim not in claims_of(state, item):
        raise InputError("no statement is chosen", hint="choose the statement that you judge")
    if wish.verdict is not Verdict.CORRECT:
        return [judge_claim(material, past, wish.verdict, wish.claim, None, told)], ()
    changes = _changes(state, wish)
    new = tuple(name for field, value in changes for name in find_new(material, field, value, is_sure=wish.is_new_name))
    return [judge_claim(material, past, Verdict.CORRECT, wish.claim, change, told) for change in changes], new


def _changes(state: State, wish: Wish) -> list[tuple[str, str]]:
    """The fields that were changed, with what is to stand in them."""
    claim = state.built.ledger.claim(wish.claim)
    if isinstance(claim, Observation):
        raise InputError("a table's cell is not corrected", hint="reject it, or mend the table itself")
    told = {field: even(text) for field, text in (wish.changes or {}).items() if field in fields_of(claim)}
    for field, text in told.items():
        refuse_hidden(text, field)
    changes = [(field, text) for field, text in told.items() if text != even(text_of_field(claim, field))]
    if not changes:
        raise InputError("no field was changed", hint="write the right value into the field that is wrong")
    return changes


def _refuse_again(state: State, made: Sequence[Judgement]) -> None:
    """A judgement that says what is said and in force already, by the same person on the same day, adds nothing."""
    known = {
        (one.verdict, one.left, one.right, one.field, one.value, one.by, one.on)
        for one in state.judgements
        if one.holds
    }
    if all((one.verdict, one.left, one.right, one.field, one.value, one.by, one.on) in known for one in made):
        raise InputError("you have said this today", hint="take it back first to say it with another reason")
