"""The application that answers under `/api/v1`: its questions, its document (OpenAPI), and what holds for them all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gigawatch import __version__
from gigawatch.model import WorkspaceError
from gigawatch.site.api import chain, change, document, fact, index, search, service, thing
from gigawatch.site.api.asked import REFUSED
from gigawatch.site.api.problem import answer_problems
from gigawatch.site.api.shelf import Shelf
from gigawatch.site.api.tag import has_answer, tag_answer

ABOUT = """Read-only. Every value leads back to the words it came from: `/why/{key}` opens the id of a fact, claim,
table cell, thing or step.

Lists come in parts (`limit`, `offset`; `next` and the header `Link` lead on) as JSON or, with `format=csv`, as CSV.
`as_of`, `believed_on` and `valid_on` ask by the three clocks. Answers carry an entity tag: send it back in
`If-None-Match`, and what has not changed is not sent again. Errors are problem details (RFC 9457)."""
ROUTERS = (
    service.router,
    fact.router,
    thing.router,
    document.router,
    change.router,
    index.router,
    chain.router,
    search.router,
)


def make_api(shelf: Shelf) -> FastAPI:
    """The application, to be mounted at `/api/v1`, that answers from the workspace on the shelf."""
    app = FastAPI(
        title="Gigawatch",
        version=__version__,
        description=ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        responses=REFUSED,
        redirect_slashes=False,
    )
    app.state.shelf = shelf
    app.middleware("http")(_answer_if_changed)
    app.add_middleware(HeadAsGet)
    answer_problems(app)
    for router in ROUTERS:
        app.include_router(router)
    return app


class HeadAsGet:
    """Answer HEAD as GET: the server sends the same headers and leaves the body out (RFC 9110)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, as a GET to those behind."""
        await self.app({**scope, "method": "GET"} if scope.get("method") == "HEAD" else scope, receive, send)


async def _answer_if_changed(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    """Tell by an entity tag what an answer is of, and send no answer that is the same as the asker has."""
    shelf: Shelf = request.app.state.shelf
    try:
        stamp = shelf.look()
    except WorkspaceError:
        return await proceed(request)
    response = await proceed(request)
    if request.method != "GET" or response.status_code != 200:
        return response
    headers = tag_answer(stamp, request)
    if has_answer(request, headers):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
