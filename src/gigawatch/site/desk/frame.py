"""A page of the desk as HTML: the frame of the site around it, who is signed in, and what waits for the next build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigawatch.ledger.queue import word
from gigawatch.model import WorkspaceError
from gigawatch.site.desk.fault import tell_fault
from gigawatch.site.frame import TAGS, frame_words
from gigawatch.site.path import link
from gigawatch.site.render import templates
from gigawatch.site.word import NAMES, say_if_known, speak
from gigawatch.vocab import label

if TYPE_CHECKING:
    from gigawatch.site.desk.visit import Visit

STEM = "review"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its path below the language, its template, the key of its title, what it shows; `section` its entry.

    The path is where the page is looked at again, in the other language too; a form may be answered elsewhere.
    """

    path: str
    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    section: str = ""
    is_state_told: bool = True


def render_leaf(visit: Visit, leaf: Leaf) -> str:
    """The HTML of a page for whoever asks."""
    return templates(visit.lang).get_template(leaf.template).render({**_frame(visit, leaf), **leaf.values})


def _frame(visit: Visit, leaf: Leaf) -> Mapping[str, object]:
    lang, place, say = visit.lang, visit.hall.desk.place, speak(visit.lang)
    stem = f"{STEM}/{lang}/"
    here = (
        stem + visit.request.url.path.partition(f"/{stem}")[2]
    )  # a form may be answered at another address than its page

    def go(target: str) -> str:
        return link(target, here)

    query = f"?{visit.request.url.query}" if visit.request.method == "GET" and visit.request.url.query else ""
    others = [other for other in place.languages if other != lang]
    return {
        **frame_words(lang, go),
        "title": say(leaf.title),
        "here": leaf,
        "site_title": place.shelf.names.get(lang) or place.shelf.names.get("en", ""),
        "others": [(NAMES[other], TAGS[other], _lead(go, other, leaf.path) + query) for other in others],
        "desk": lambda path: _lead(go, lang, path),
        "desk_asset": lambda name: go(f"{STEM}/asset/{name}"),
        "who": visit.who,
        "form_token": visit.hall.sessions.form_token(visit.key),
        "state_told": _tell_state(visit) if visit.who and leaf.is_state_told else None,
        "label": lambda kind, code: label(kind, code, lang) if code else "",
        "phrase": lambda group, key: word(group, key, lang),
        "field_name": lambda field: say_if_known(f"desk.field.{field}", lang) or field,
        "languages": TAGS,
        "tell_fault": lambda text: tell_fault(text, lang),
    }


def _lead(go: Callable[[str], str], lang: str, path: str) -> str:
    """The link to a page of the desk; that of its first page ends in a stroke, as its address does, from itself too."""
    found = go(f"{STEM}/{lang}/{path}")
    return found if path else f"{found or '.'}/"


def _tell_state(visit: Visit) -> Mapping[str, object]:
    """What every page says of the build: how many judgements wait for the next one, and whether one is at work."""
    try:
        state = visit.hall.desk.look()
    except WorkspaceError:
        return {"waiting": 0, "is_building": visit.hall.desk.place.is_building(), "faults": ()}
    return {
        "waiting": state.count_waiting,
        "is_building": visit.hall.desk.place.is_building(),
        "faults": state.faults,
    }
