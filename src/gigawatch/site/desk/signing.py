"""Signing in by name and token, and out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigawatch.site.desk.audit import Act
from gigawatch.site.desk.frame import Leaf
from gigawatch.site.desk.reviewer import check_token, find_reviewer, fold_name, read_reviewers

if TYPE_CHECKING:
    from starlette.responses import Response

    from gigawatch.site.desk.visit import Visit

WAY = re.compile(r"(?:item/[a-z0-9-]{1,80}|log|help|audit|reviewers)?(?:\?[a-z0-9=&-]{0,80})?")
LONGEST = 200  # characters of a name or token


def lead_to_sign_in(visit: Visit) -> Response:
    """The page to sign in, which leads on to what was asked."""
    from urllib.parse import quote

    path = visit.request.url.path.partition(f"/{visit.lang}/")[2]
    query = f"?{visit.request.url.query}" if visit.request.url.query else ""
    way = f"{path}{query}"
    return visit.go(f"sign-in?next={quote(way, safe='')}" if way and WAY.fullmatch(way) else "sign-in")


def show_sign_in(visit: Visit) -> Response:
    """The form to sign in; who is signed in already is led to the desk."""
    return visit.go("") if visit.who else _page(visit, 200, "", _way(visit.asked("next")))


def sign_in(visit: Visit) -> Response:
    """Sign a person in; a wrong name and a wrong token are refused in the same words after the same work, and slowed
    alike: tries are counted for the name that was typed, whether anybody has it or not.
    """
    name, token, way = visit.one("name"), visit.one("token"), _way(visit.one("next"))
    found = find_reviewer(read_reviewers(visit.hall.desk.place.reviewers), name[:LONGEST])
    wait = visit.hall.address.try_once(visit.address) or visit.hall.sign_in.try_once(fold_name(name[:LONGEST]))
    if wait:
        visit.record(Act.SLOWED, "sign-in", f"{wait} s", found)
        response = _page(visit, 429, "desk.slow_sign_in", way, wait)
        response.headers["Retry-After"] = str(wait)
        return response
    if len(token) > LONGEST or not check_token(found, token.strip()) or found is None:
        visit.record(Act.NOT_SIGNED_IN, who=found)
        return _page(visit, 403, "desk.wrong", way)
    if visit.session is not None:
        visit.hall.sessions.end(visit.session)
    session = visit.hall.sessions.begin(found.name, found.token)
    visit.record(Act.SIGNED_IN, who=found)
    response = visit.go(way)
    visit.set_cookie(response, session.id)
    return response


def sign_out(visit: Visit) -> Response:
    """End the session."""
    assert visit.session is not None
    visit.hall.sessions.end(visit.session)
    visit.record(Act.SIGNED_OUT)
    return visit.go("sign-in")


def _page(visit: Visit, status: int, fault: str, way: str, wait: int = 0) -> Response:
    values = {"fault": fault, "next": way, "wait": wait, "name": visit.one("name")[:LONGEST] if fault else ""}
    response = visit.show(Leaf("sign-in", "desk/sign-in.html", "desk.sign_in", values), status)
    visit.set_cookie(response, visit.key)
    return response


def _way(told: str) -> str:
    """A page of the desk to go on to; "" for the queue, and for every other address."""
    return told if WAY.fullmatch(told) else ""
