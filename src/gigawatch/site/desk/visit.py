"""One request to the desk: who asks, in which language, with which form; and the pages that may answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigawatch.site.desk.audit import Act, Deed, record, tell_moment
from gigawatch.site.desk.frame import Leaf, render_leaf
from gigawatch.site.desk.pace import Pace
from gigawatch.site.desk.reviewer import find_reviewer, read_reviewers
from gigawatch.site.desk.session import LONGEST, Sessions
from gigawatch.site.desk.workplace import Desk

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from gigawatch.site.desk.reviewer import Reviewer
    from gigawatch.site.desk.session import Session
    from gigawatch.site.desk.workplace import Workplace

PREFIX = "/review"
POLICY = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(slots=True)
class Hall:
    """What all requests share: the desk, who is signed in, and how often one may try."""

    desk: Desk
    sessions: Sessions
    sign_in: Pace
    address: Pace
    write: Pace

    @classmethod
    def of(cls, place: Workplace) -> Hall:
        """The hall of a workplace, nobody signed in."""
        paces = place.paces
        return cls(Desk(place), Sessions(place.now), Pace(paces.sign_in), Pace(paces.address), Pace(paces.write))


@dataclass(frozen=True, slots=True)
class Visit:
    """A request. `who` is the signed-in person, `key` what the token of its forms is made from."""

    hall: Hall
    request: Request
    lang: str
    key: str
    who: Reviewer | None = None
    session: Session | None = None
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def person(self) -> Reviewer:
        """Who asks, where only the signed-in may."""
        assert self.who is not None
        return self.who

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return self.request.client.host if self.request.client else ""

    def one(self, name: str) -> str:
        """The value of a field of the form; "" where it has none."""
        return next(iter(self.form.get(name, ())), "")

    def asked(self, name: str) -> str:
        """The value of a parameter of the address; "" where it has none."""
        return self.request.query_params.get(name, "")

    def record(self, act: Act, about: str = "", told: str = "", who: Reviewer | None = None) -> None:
        """Write what was done, or refused, into the audit trail."""
        person = who or self.who
        name, role = (person.name, person.role.value) if person else ("nobody", "")
        place = self.hall.desk.place
        record(place.trail, Deed(tell_moment(place.now()), name, role, act, about, told, self.address))

    def show(self, leaf: Leaf, status: int = 200) -> Response:
        """A page of the desk."""
        from starlette.responses import HTMLResponse

        return HTMLResponse(render_leaf(self, leaf), status, dict(POLICY))

    def refuse(self, status: int, key: str, told: str = "", hint: str = "", kept: str = "") -> Response:
        """A page that says why something was not done; `kept` is what was typed, so that it is not lost."""
        values = {"key": key, "told": told, "hint": hint, "kept": kept}
        return self.show(Leaf("", "desk/refused.html", f"desk.{key}", values), status)

    def go(self, path: str) -> Response:
        """Lead to another page of the desk in the same language."""
        from starlette.responses import RedirectResponse

        root = str(self.request.scope.get("app_root_path", ""))
        return RedirectResponse(f"{root}{PREFIX}/{self.lang}/{path}", 303, dict(POLICY))

    def set_cookie(self, response: Response, key: str) -> None:
        """Let the browser know who it is; no script can read it, and no other site can send it."""
        response.set_cookie(
            cookie_name(self.request),
            self.hall.sessions.cookie_of(key),
            max_age=int(LONGEST.total_seconds()),
            path=f"{self.request.scope.get('app_root_path', '')}{PREFIX}",
            secure=self.request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )


def cookie_name(request: Request) -> str:
    """The cookie's name, of this port alone: a browser shares the cookies of all ports of a host."""
    return f"gigawatch-desk-{request.url.port or 0}"


def find_who(hall: Hall, session: Session | None) -> Reviewer | None:
    """The person of a session as the file of reviewers has them now; None where they were revoked since, also where
    one of the same name was added again: that entry has another token.
    """
    if session is None:
        return None
    found = find_reviewer(read_reviewers(hall.desk.place.reviewers), session.name)
    return found if found is not None and found.token == session.token else None
