"""The built site and the API served read-only, with headers that let a page load nothing but the site's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.site.live import make_pages, stamp_site, tell_build

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

    from gigawatch.site.api import Shelf
    from gigawatch.site.desk import Workplace

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
MISSING = "404.html"
DOWNLOADS = "/download/"
API = "/api/v1"
REVIEW = "/review"
BUILD = "/build"


def make_app(
    folder: Path, shelf: Shelf | None = None, hosts: Sequence[str] = (), desk: Workplace | None = None
) -> FastAPI:
    """An application that serves the pages in `folder` and answers what it lacks with the site's own page.

    With a workspace on the `shelf` it answers questions to it under `/api/v1` as well, and pages as they were known on
    a day; with a `desk` those who may judge at it under `/review`, the only pages that change anything. Where `hosts`
    are named, who asks for another host is refused: a page elsewhere could have its name lead to this machine.
    """
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    app = FastAPI(title="Gigawatch", docs_url=None, redoc_url=None, openapi_url=None)

    async def answer(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
        path = _path(request)  # before it is answered: a part of the application counts from a root of its own
        request.state.is_told = False  # a page that the server makes says itself what there is not
        build = stamp_site(folder)  # before it is answered: a page of an older build must not pass for one of a newer
        response = await proceed(request)
        if response.status_code == 404 and path.startswith(f"{API}/"):
            response = _as_problem(request, response)
        elif response.status_code == 404 and not (request.state.is_told or _is_page_of_desk(path, response)):
            response = HTMLResponse(_missing_page(folder, str(request.scope.get("root_path", ""))), 404)
        if build and _is_page(path, response):
            response.headers["Server-Timing"] = f'build;desc="{build}"' + (", ledger" if shelf else "")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)  # the desk has a policy of its own, for its forms
        if path.startswith(DOWNLOADS):
            response.headers["Content-Disposition"] = "attachment"
        return response

    app.middleware("http")(answer)
    if hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    if shelf is not None:
        from gigawatch.site.api import make_api

        app.mount(API, make_api(shelf), name="api")
        app.router.add_route(API, _lead_to_api)
    if desk is not None:
        from gigawatch.site.desk import make_desk

        app.mount(REVIEW, make_desk(desk), name="review")
        app.router.add_route(REVIEW, _lead_to_desk)
    app.router.add_route(BUILD, tell_build(folder))
    app.mount("/", make_pages(folder, shelf), name="site")
    return app


def _is_page(path: str, response: Response) -> bool:
    """True for a page of the site, or the word that the asker has it, which a reader may load again.

    The desk's may be the answer to a form.
    """
    is_site = not path.startswith(REVIEW) and not path.startswith(API)
    return is_site and (response.status_code == 304 or response.headers.get("content-type", "").startswith("text/html"))


def _is_page_of_desk(path: str, response: Response) -> bool:
    """True for what the desk says itself of an address of its own."""
    return path.startswith(f"{REVIEW}/") and response.headers.get("content-type", "").startswith("text/html")


def _path(request: Request) -> str:
    """The path that is asked for, counted from the site's root, wherever it is shown."""
    root = str(request.scope.get("root_path", ""))
    return request.url.path.removeprefix(root)


async def _lead_to_api(request: Request) -> Response:
    """The API's own page, for its address without the last stroke."""
    from fastapi.responses import RedirectResponse

    return RedirectResponse(f"{request.scope.get('root_path', '')}{API}/")


async def _lead_to_desk(request: Request) -> Response:
    """The desk's first page, for its address without the last stroke."""
    from fastapi.responses import RedirectResponse

    return RedirectResponse(f"{request.scope.get('root_path', '')}{REVIEW}/")


def _as_problem(request: Request, response: Response) -> Response:
    """What the API lacks, as a problem also where the address does not even reach it."""
    from gigawatch.site.api.problem import MEDIA, WAY, tell_problem

    is_told = response.headers.get("content-type") == MEDIA
    return response if is_told else tell_problem(request, 404, "there is nothing at this address", WAY)


def _missing_page(folder: Path, root: str) -> str:
    """The page for an unknown address; its links count from the site's root, wherever it is shown."""
    page = (folder / MISSING).read_text(encoding="utf-8")
    return page.replace("<title>", f'<base href="{root}/"><title>', 1)
