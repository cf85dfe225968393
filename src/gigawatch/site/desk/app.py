"""The application at `/review`: its addresses, and what holds for every request before it is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from gigawatch.model import GigawatchError, WorkspaceError
from gigawatch.site.desk import acting, looking, signing
from gigawatch.site.desk.audit import Act
from gigawatch.site.desk.session import new_visitor
from gigawatch.site.desk.visit import Hall, Visit, cookie_name, find_who

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from gigawatch.site.desk.workplace import Workplace

ASSETS = Path(__file__).parent / "asset"
LARGEST_FORM = 64 * 1024
MOST_FIELDS = 400
FORM = "application/x-www-form-urlencoded"
Handler = Callable[[Visit], "Response"]


class Need(Enum):
    """Who may ask: anybody, the signed-in, those who judge, those who oversee."""

    NOBODY = 0
    READ = 1
    JUDGE = 2
    OVERSEE = 3


@dataclass(frozen=True, slots=True)
class Door:
    """An address below the language: what answers it, by which method, and who may ask."""

    path: str
    handler: Handler
    need: Need
    method: str = "GET"


DOORS = (
    Door("/", looking.show_queue, Need.READ),
    Door("/item/{item}", looking.show_item, Need.READ),
    Door("/correct/{item}/{claim}", looking.show_correction, Need.JUDGE),
    Door("/log", looking.show_log, Need.READ),
    Door("/help", looking.show_help, Need.READ),
    Door("/audit", looking.show_audit, Need.OVERSEE),
    Door("/reviewers", looking.show_reviewers, Need.OVERSEE),
    Door("/sign-in", signing.show_sign_in, Need.NOBODY),
    Door("/sign-in", signing.sign_in, Need.NOBODY, "POST"),
    Door("/sign-out", signing.sign_out, Need.READ, "POST"),
    Door("/item/{item}", acting.judge, Need.JUDGE, "POST"),
    Door("/withdraw", acting.withdraw, Need.JUDGE, "POST"),
)


def make_desk(place: Workplace) -> Starlette:
    """The application, to be mounted at `/review`, for a workplace; nobody is signed in at first."""
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    hall = Hall.of(place)
    routes: list[BaseRoute] = [Mount("/asset", StaticFiles(directory=ASSETS))]
    routes += [Route(f"/{{lang}}{door.path}", _endpoint(hall, door), methods=[door.method]) for door in DOORS]
    routes += [Route("/{lang}", _lead_in(hall)), Route("/", _lead_in(hall))]
    return Starlette(routes=routes)


def _lead_in(hall: Hall) -> Callable[[Request], Awaitable[Response]]:
    """From the bare address to the desk in the first language of the workspace, or the one that is named."""

    async def lead(request: Request) -> Response:
        lang = request.path_params.get("lang", hall.desk.place.languages[0])
        if lang not in hall.desk.place.languages:
            return _missing()
        return Visit(hall, request, lang, "").go("")

    return lead


def _endpoint(hall: Hall, door: Door) -> Callable[[Request], Awaitable[Response]]:
    from starlette.concurrency import run_in_threadpool

    async def answer(request: Request) -> Response:
        if request.path_params["lang"] not in hall.desk.place.languages:
            return _missing()
        form = await _read_form(request) if door.method == "POST" else {}
        return await run_in_threadpool(_answer, hall, door, request, form)

    return answer


def _missing() -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("there is nothing at this address", 404)


async def _read_form(request: Request) -> dict[str, tuple[str, ...]] | None:
    """The fields of a form; None for what is no form, or larger than any form of the desk."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return None
    try:
        told = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return None
    return {name: tuple(values) for name, values in told.items()}


def _answer(hall: Hall, door: Door, request: Request, form: dict[str, tuple[str, ...]] | None) -> Response:
    visit = _admit(hall, request, form or {})
    try:
        visit = _find_person(visit)
        return _turn_away(visit, door, form) or door.handler(visit)
    except WorkspaceError as fault:
        return visit.refuse(503, "unavailable", fault.what, fault.hint, kept=visit.one("why"))
    except GigawatchError as fault:
        return visit.refuse(400, "fault", fault.what, fault.hint, kept=visit.one("why"))
    except OSError as error:
        with suppress(OSError):
            visit.record(Act.NOT_KEPT, request.url.path, "the disk refused")
        return visit.refuse(500, "disk", error.strerror or "", kept=visit.one("why"))


def _admit(hall: Hall, request: Request, form: dict[str, tuple[str, ...]]) -> Visit:
    """The visit of a browser, known by its cookie or not."""
    cookie = request.cookies.get(cookie_name(request))
    key = hall.sessions.read_cookie(cookie) or new_visitor()
    return Visit(hall, request, request.path_params["lang"], key, form=form)


def _find_person(visit: Visit) -> Visit:
    """The visit with the person who is signed in; one who was revoked is signed out."""
    from dataclasses import replace

    session = visit.hall.sessions.find(visit.request.cookies.get(cookie_name(visit.request)))
    who = find_who(visit.hall, session)
    if session is not None and who is None:
        visit.hall.sessions.end(session)
    return replace(visit, who=who, session=session) if who else visit


def _turn_away(visit: Visit, door: Door, form: dict[str, tuple[str, ...]] | None) -> Response | None:
    """Why a request is not answered, if it is not: who asks, whether they may, whether it comes from a page of ours."""
    if form is None:
        return visit.refuse(413, "no_form")
    if door.need is not Need.NOBODY and visit.who is None:
        is_act = door.method == "POST"
        return visit.refuse(401, "signed_out", kept=visit.one("why")) if is_act else signing.lead_to_sign_in(visit)
    if door.method == "POST" and not _is_from_here(visit):
        visit.record(Act.REFUSED, door.path, "form token")
        return visit.refuse(403, "not_from_here", kept=visit.one("why"))
    if not _may(visit, door.need):
        visit.record(Act.REFUSED, visit.request.url.path, f"needs {door.need.name.lower()}")
        return visit.refuse(403, "not_yours", kept=visit.one("why"))
    return None


def _is_from_here(visit: Visit) -> bool:
    """True where a form was sent from a page of this desk: the browser says so where it can, and its token is right."""
    site = visit.request.headers.get("sec-fetch-site", "same-origin")
    return site == "same-origin" and visit.hall.sessions.is_form_token(visit.key, visit.one("form_token"))


def _may(visit: Visit, need: Need) -> bool:
    if need is Need.JUDGE:
        return visit.person.role.may_judge
    return visit.person.role.may_oversee if need is Need.OVERSEE else True
