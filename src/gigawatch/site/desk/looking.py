"""What a signed-in person looks at: the queue, an item, the form of a correction, the log, the trail, the reviewers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.ledger.queue import ItemKind, QueueItem
from gigawatch.ledger.review import fields_of, text_of_field, word_of
from gigawatch.model import Bound, Claim, GigawatchError, Observation
from gigawatch.site.desk.audit import read_trail
from gigawatch.site.desk.frame import Leaf
from gigawatch.site.desk.matter import claims_of, lay_open, show_claim
from gigawatch.site.desk.reviewer import read_reviewers
from gigawatch.site.desk.workplace import State
from gigawatch.site.plan import cut

if TYPE_CHECKING:
    from starlette.responses import Response

    from gigawatch.site.desk.judging import Wish
    from gigawatch.site.desk.visit import Visit

ITEMS_ON_A_PAGE = 50
LINES_ON_A_PAGE = 200
MOST_DEEDS = 500
LEFT, DECIDED = "left", "decided"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items are asked for: of one kind or all, those left or those decided; `query` says so in an address."""

    kind: str
    shown: str

    @property
    def query(self) -> str:
        """The end of an address that asks for the same; "" for all that is left."""
        return self.at(self.kind, self.shown)

    def at(self, kind: str, shown: str, part: int = 1) -> str:
        """The end of an address that asks for another choice, or another part of it."""
        told = {"kind": kind, "show": shown if shown != LEFT else "", "part": str(part) if part > 1 else ""}
        text = "&".join(f"{key}={value}" for key, value in told.items() if value)
        return f"?{text}" if text else ""

    def part(self, number: int) -> str:
        """The end of the address of a numbered part of the same."""
        return self.at(self.kind, self.shown, number)

    def pick(self, state: State) -> list[QueueItem]:
        """The items, as ranked."""
        wanted = self.shown == DECIDED
        return [
            item
            for item in state.built.items
            if self.kind in ("", item.kind.value) and (item.id in state.decided) == wanted
        ]


def choice_of(visit: Visit) -> Choice:
    """What the address or the form of a visit asks for; what is no kind asks for all."""
    kind, shown = (visit.asked(key) or visit.one(key) for key in ("kind", "show"))
    known = [one.value for one in ItemKind]
    return Choice(kind if kind in known else "", DECIDED if shown == DECIDED else LEFT)


def show_queue(visit: Visit) -> Response:
    """The ranked queue, in parts, with how many are left of each kind."""
    with visit.hall.desk.place.shelf.lock:
        state, choice = visit.hall.desk.look(), choice_of(visit)
        parts = cut(choice.pick(state), ITEMS_ON_A_PAGE) or ((),)
        number = min(_number(visit.asked("part")), len(parts))
        left = Counter(item.kind.value for item in state.built.items if item.id not in state.decided)
        values = {
            "items": parts[number - 1],
            "parts": len(parts),
            "number": number,
            "first": (number - 1) * ITEMS_ON_A_PAGE + 1,
            "choice": choice,
            "left": left,
            "count_left": left.total(),
            "decided": len(state.decided),
            "kinds": [one.value for one in ItemKind if left[one.value] or one.value == choice.kind],
            **_noted(visit),
        }
        return visit.show(Leaf("", "desk/queue.html", "desk.queue", values, "queue"))


def show_item(visit: Visit) -> Response:
    """One item, laid open."""
    leaf = item_leaf(visit)
    return visit.show(leaf) if leaf else visit.refuse(404, "gone")


def item_leaf(visit: Visit, wish: Wish | None = None, fault: GigawatchError | None = None) -> Leaf | None:
    """The page of the item that the address names; None where it is not in the queue."""
    with visit.hall.desk.place.shelf.lock:
        state, choice = visit.hall.desk.look(), choice_of(visit)
        item = state.item(visit.request.path_params["item"])
        if item is None:
            return None
        matter = lay_open(state, item, visit.lang)
        before, after, place, count = _around(choice.pick(state), item)
        values = {
            "matter": matter,
            "verdicts": [word_of(verdict) for verdict in matter.verdicts],
            "choice": choice,
            "before": before,
            "after": after,
            "place": place,
            "count": count,
            "is_decided": item.id in state.decided,
            "known": " ".join(one.id for one in matter.judgements),
            "wish": wish,
            "fault": fault,
            **_noted(visit),
        }
        return Leaf(f"item/{item.id}", "desk/item.html", "desk.item", values, "queue")


def show_correction(visit: Visit) -> Response:
    """The form in which the fields of a claim are corrected."""
    leaf = correction_leaf(visit)
    return visit.show(leaf) if leaf else visit.refuse(404, "gone")


def correction_leaf(visit: Visit, wish: Wish | None = None, fault: GigawatchError | None = None) -> Leaf | None:
    """The page of a correction; None where the item or the claim is not there, or has no fields."""
    with visit.hall.desk.place.shelf.lock:
        state, choice = visit.hall.desk.look(), choice_of(visit)
        item = state.item(visit.request.path_params["item"])
        key = wish.claim if wish else visit.request.path_params["claim"]
        claim = state.built.ledger.claim(key) if item and key in claims_of(state, item) else None
        if item is None or claim is None or isinstance(claim, Observation):
            return None
        matter = lay_open(state, item, visit.lang)
        values = {
            "matter": matter,
            "exhibit": show_claim(state, key, visit.lang),
            "fields": [(name, text_of_field(claim, name), _options(claim, name)) for name in fields_of(claim)],
            "choice": choice,
            "known": " ".join(one.id for one in matter.judgements),
            "wish": wish,
            "fault": fault,
        }
        return Leaf(f"correct/{item.id}/{key}", "desk/correct.html", "desk.correct_title", values, "queue")


def next_way(visit: Visit, done: str) -> str:
    """Where to go on when an item is judged: to the one ranked next, or to the queue when none is left."""
    state, choice = visit.hall.desk.look(), choice_of(visit)
    ranks = {item.id: place for place, item in enumerate(state.built.items)}
    left = choice.pick(state)
    after = next((one for one in left if ranks[one.id] > ranks.get(done, -1)), None) or next(iter(left), None)
    return f"item/{after.id}{choice.query}" if after else choice.query


def show_log(visit: Visit) -> Response:
    """Every judgement with its force, the newest first."""
    with visit.hall.desk.place.shelf.lock:
        state = visit.hall.desk.look()
        waiting = {one.id for one in state.waiting}
        ordered = sorted(state.judgements, key=lambda one: (one.id in waiting, str(one.on), one.id), reverse=True)
        parts = cut(ordered, LINES_ON_A_PAGE) or ((),)
        number = min(_number(visit.asked("part")), len(parts))
        resolved = {one.id: one for one in state.built.ledger.material.review.judgements}
        values = {
            "judgements": [_as_built(one, resolved.get(one.id)) for one in parts[number - 1]],
            "parts": len(parts),
            "number": number,
            "waiting": waiting,
            "holding": sum(one.holds for one in ordered),
            "count": len(ordered),
            **_noted(visit),
        }
        return visit.show(Leaf("log", "desk/log.html", "desk.log", values, "log"))


def show_help(visit: Visit) -> Response:
    """What the keys do, and what each role may."""
    return visit.show(Leaf("help", "desk/help.html", "desk.help", {}, "help"))


def show_audit(visit: Visit) -> Response:
    """The last lines of the audit trail."""
    deeds = read_trail(visit.hall.desk.place.trail, MOST_DEEDS)
    values = {"deeds": deeds, "most": MOST_DEEDS}
    return visit.show(Leaf("audit", "desk/audit.html", "desk.audit", values, "audit"))


def show_reviewers(visit: Visit) -> Response:
    """Who may sit at the desk; no hash is shown."""
    people = read_reviewers(visit.hall.desk.place.reviewers)
    return visit.show(Leaf("reviewers", "desk/reviewers.html", "desk.reviewers", {"people": people}, "reviewers"))


def _noted(visit: Visit) -> dict[str, object]:
    """What the last act is to be told of, once, and what may be undone."""
    if visit.session is None:
        return {"note": (), "last": ()}
    note = visit.hall.sessions.take_note(visit.session)
    return {"note": note, "last": visit.session.last if note[:1] == ("kept",) else ()}


def _around(items: Sequence[QueueItem], item: QueueItem) -> tuple[QueueItem | None, QueueItem | None, int, int]:
    """The items before and after one, its place from 1 (0 where it is not among them), and how many there are."""
    place = next((number for number, one in enumerate(items) if one.id == item.id), None)
    if place is None:
        return None, next(iter(items), None), 0, len(items)
    after = items[place + 1] if place + 1 < len(items) else None
    return items[place - 1] if place else None, after, place + 1, len(items)


def _as_built(one: object, built: object) -> object:
    """A judgement on names as the build resolved it, where it still holds."""
    from gigawatch.model import Judgement

    if isinstance(one, Judgement) and isinstance(built, Judgement) and one.right and one.holds:
        return built
    return one


def _options(claim: Claim, name: str) -> tuple[str, ...]:
    """What may stand in a field, where it is one of a few words; () for a field that is free."""
    from gigawatch.ledger.review.field import BASES, MULTIPLES
    from gigawatch.model import QuantityClaim
    from gigawatch.vocab import kinds_of_statement, measures, statuses

    if not isinstance(claim, QuantityClaim):
        return ()
    short = dict.fromkeys(status.short for status in statuses().values())
    known: dict[str, tuple[str, ...]] = {
        "qualifier": tuple(bound.value for bound in Bound),
        "measure": tuple(measures()),
        "status": tuple(dict.fromkeys([*short, "planned", *kinds_of_statement()])),
        "basis": BASES,
        "multiple": MULTIPLES,
    }
    return known.get(name, ())


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
