"""Errors as problem details (RFC 9457): what is wrong, where, and what to do, as JSON that a program can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from gigawatch.model import GigawatchError, WorkspaceError
from gigawatch.site.api.coming import NotYetError

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

MEDIA = "application/problem+json"
WAY = "/api/v1/ names every address, /api/v1/openapi.json every parameter"


class Problem(BaseModel):
    """What is wrong with a request, or with what it asked of."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="about:blank: the status says what kind of problem it is")
    title: str = Field(description="the status in words")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what is wrong with this very request")
    instance: str = Field(description="the address that was asked")
    hint: str | None = Field(default=None, description="what to do about it")


def tell_problem(request: Request, status: int, detail: str, hint: str | None = None) -> Response:
    """A problem as the answer to a request."""
    from fastapi.responses import JSONResponse

    problem = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=request.url.path,
        hint=hint,
    )
    return JSONResponse(problem.model_dump(exclude_none=True), status, media_type=MEDIA)


def answer_problems(app: FastAPI) -> None:
    """Let every error of an application leave as problem details; what went wrong inside is not told outside."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    async def refuse(request: Request, error: Exception) -> Response:
        assert isinstance(error, GigawatchError)
        is_servers = isinstance(error, (WorkspaceError, NotYetError))
        status = HTTPStatus.SERVICE_UNAVAILABLE if is_servers else HTTPStatus.BAD_REQUEST
        response = tell_problem(request, status, error.what, error.hint)
        if isinstance(error, NotYetError):
            response.headers["Retry-After"] = str(error.again)
        return response

    async def fail(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        lost = error.status_code == HTTPStatus.NOT_FOUND and "route" not in request.scope
        told, hint = ("there is nothing at this address", WAY) if lost else (str(error.detail), None)
        response = tell_problem(request, error.status_code, told, hint)
        response.headers.update(error.headers or {})
        return response

    async def confess(request: Request, _: Exception) -> Response:
        return tell_problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "something went wrong in the server")

    async def correct(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = error.errors()
        told = "; ".join(f"{_name(one['loc'])}: {_tell_fault(one)}" for one in faults)
        return tell_problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, told, _advise(request, faults))

    app.add_exception_handler(Exception, confess)
    app.add_exception_handler(GigawatchError, refuse)
    app.add_exception_handler(HTTPException, fail)
    app.add_exception_handler(RequestValidationError, correct)


def _tell_fault(fault: Mapping[str, Any]) -> str:
    """What is wrong with a parameter, in words for who wrote the address."""
    words = {
        "extra_forbidden": "there is no such parameter here",
        "missing": "this parameter is needed",
        "string_pattern_mismatch": f"{fault['input']!r} is no day, month or year",
    }
    return words.get(fault["type"], str(fault["msg"]))


def _advise(request: Request, faults: Sequence[Mapping[str, Any]]) -> str | None:
    """How the address is written: the form of a day, and which parameters this question has."""
    types = {fault["type"] for fault in faults}
    told = []
    if "string_pattern_mismatch" in types:
        told.append("write 2024-06-30, 2024-06 or 2024")
    if types & {"extra_forbidden", "missing"}:
        question = request.app.openapi()["paths"][request.scope["route"].path]["get"]
        names = [one["name"] for one in question.get("parameters", ()) if one["in"] == "query"]
        told.append(f"here: {', '.join(names)}" if names else "there are no parameters here")
    return "; ".join(told) or None


def _name(place: tuple[str | int, ...]) -> str:
    """The parameter that an error is about."""
    return str(place[-1]) if place else "request"
