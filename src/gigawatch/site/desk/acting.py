"""What a signed-in person does: judge an item, take judgements back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from gigawatch.ledger.review import word_of
from gigawatch.model import GigawatchError, InputError, Judgement, Verdict
from gigawatch.site.desk.audit import Act
from gigawatch.site.desk.frame import Leaf
from gigawatch.site.desk.judging import Kept, OvertakenError, Wish, keep_judgement, take_back
from gigawatch.site.desk.looking import choice_of, correction_leaf, item_leaf, next_way
from gigawatch.site.desk.matter import lay_open

if TYPE_CHECKING:
    from starlette.responses import Response

    from gigawatch.site.desk.visit import Visit

WORDS = {word_of(verdict): verdict for verdict in Verdict if verdict is not Verdict.WITHDRAW}


def judge(visit: Visit) -> Response:
    """Write a judgement on an item and lead to the next one; a page tells why where it cannot be written."""
    wish = _read_wish(visit)
    slow = _slow(visit)
    if slow is not None:
        return slow
    try:
        if wish is None:
            raise InputError("nothing is said on the item", hint="choose one of the buttons")
        kept = keep_judgement(visit.hall.desk, visit.person, wish, partial(_record, visit, Act.JUDGED, wish.item))
    except OvertakenError as news:
        visit.record(Act.NOT_KEPT, visit.request.path_params["item"], "overtaken")
        return _show_overtaken(visit, wish, news)
    except InputError as fault:
        return _show_fault(visit, wish, fault)
    _note(visit, kept)
    return visit.go(next_way(visit, visit.request.path_params["item"]))


def withdraw(visit: Visit) -> Response:
    """Take judgements back, and lead to where they were made, or to the log."""
    slow = _slow(visit)
    if slow is not None:
        return slow
    ids = visit.form.get("judgement", ())
    kept = take_back(visit.hall.desk, visit.person, ids, visit.one("why"), partial(_record, visit, Act.WITHDREW, ""))
    assert visit.session is not None
    visit.hall.sessions.note(visit.session, ("withdrawn", *(one.left for one in kept.made)), ())
    item = visit.one("item")
    state = visit.hall.desk.look()
    return visit.go(f"item/{item}" if state.item(item) else "log")


def _read_wish(visit: Visit) -> Wish | None:
    verdict = WORDS.get(visit.one("verdict"))
    if verdict is None:
        return None
    changes = {
        name.removeprefix("field."): values[0] for name, values in visit.form.items() if name.startswith("field.")
    }
    return Wish(
        item=visit.request.path_params["item"],
        verdict=verdict,
        why=visit.one("why"),
        claim=visit.one("claim"),
        changes=changes or None,
        is_new_name=visit.one("new") == "yes",
        known=frozenset(visit.one("known").split()),
        digest=visit.one("digest"),
    )


def _slow(visit: Visit) -> Response | None:
    wait = visit.hall.write.try_once(visit.person.name)
    if not wait:
        return None
    visit.record(Act.SLOWED, "write", f"{wait} s")
    response = visit.refuse(429, "slow_write", str(wait), kept=visit.one("why"))
    response.headers["Retry-After"] = str(wait)
    return response


def _record(visit: Visit, act: Act, item: str, made: Sequence[Judgement]) -> None:
    for one in made:
        sides = f"{one.left} / {one.right}" if one.right else one.left
        visit.record(act, item or one.left, f"{word_of(one.verdict)} {sides} {one.field or ''} as {one.id}")


def _note(visit: Visit, kept: Kept) -> None:
    """Keep for the next page what was written, and what may be undone."""
    assert visit.session is not None
    item, ids = visit.request.path_params["item"], tuple(one.id for one in kept.made)
    words = [f"new:{name}" for name in kept.new_names] + ([f"lack:{kept.lack.value}"] if kept.lack else [])
    note = ("kept", item, word_of(kept.made[0].verdict), *words)
    visit.hall.sessions.note(visit.session, note, ids)


def _show_overtaken(visit: Visit, wish: Wish | None, news: OvertakenError) -> Response:
    """Both sides: what was said since the page was opened, and what this person wanted to say, which is not lost."""
    place = visit.hall.desk.place
    with place.shelf.lock:
        matter = lay_open(news.state, news.item, visit.lang) if news.item else None
        leaf = Leaf(
            f"item/{visit.request.path_params['item']}",
            "desk/overtaken.html",
            "desk.overtaken",
            {
                "news": news.news,
                "wish": wish,
                "matter": matter,
                "verdict": word_of(wish.verdict) if wish else "",
                "choice": choice_of(visit),
            },
            "queue",
        )
        return visit.show(leaf, 409)


def _show_fault(visit: Visit, wish: Wish | None, fault: GigawatchError) -> Response:
    """The page of the item again, with what was typed and what is wrong with it."""
    make: Callable[..., Leaf | None] = correction_leaf if wish and wish.changes is not None else item_leaf
    leaf = make(visit, wish=wish, fault=fault)
    return visit.show(leaf, 422) if leaf else visit.refuse(404, "gone", kept=wish.why if wish else "")
