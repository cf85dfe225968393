"""What a server adds to the written pages: which build is in place, and answers to those that are asked a question."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

    from gigawatch.site.api import Shelf

FRONT = "index.html"


def stamp_site(folder: Path) -> str:
    """What tells the site in place from every other; empty while there is none."""
    try:
        found = (folder / FRONT).stat()
    except OSError:
        return ""
    told = f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def tell_build(folder: Path) -> Callable[[Request], Awaitable[Response]]:
    """Answers which site is in place, by its stamp; who has that answer gets none."""
    from starlette.responses import JSONResponse, Response

    async def answer(request: Request) -> Response:
        build = stamp_site(folder)
        if not build:
            return Response(status_code=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})
        headers = {"ETag": f'"{build}"', "Cache-Control": "no-cache"}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return JSONResponse({"build": build}, headers=headers)

    return answer


def make_pages(folder: Path, shelf: Shelf | None) -> ASGIApp:
    """The written pages; with a workspace on the shelf also those that are asked a question."""
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request
    from starlette.staticfiles import StaticFiles

    if shelf is None:
        return StaticFiles(directory=folder, html=True)
    from gigawatch.site.asked import Answering, read_question

    answering = Answering(shelf, folder)

    class Pages(StaticFiles):
        async def get_response(self, path: str, scope: Scope) -> Response:
            request = Request(scope)
            question = read_question(request, path) if request.method in ("GET", "HEAD") else None
            if question is None or not (folder / question.lang).is_dir():
                return await super().get_response(path, scope)
            return await run_in_threadpool(answering.answer, request, question)

    return Pages(directory=folder, html=True)
