"""From a request to its answer: the build asked of, by which clocks, worked out once and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from gigawatch.question import Observatory
from gigawatch.question.clock import Clocks
from gigawatch.site.api.ahead import refuse_ahead
from gigawatch.site.api.asking import Asked, ChangesAsked, Timed
from gigawatch.site.api.problem import MEDIA, Problem
from gigawatch.site.api.reply import Reply
from gigawatch.site.api.shelf import Shelf


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA: {"schema": Problem.model_json_schema()}}}


REFUSED: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing changed since the answer that carried this entity tag."},
    400: _problem("A name, word or time that nothing here can meet; the hint tells what there is."),
    404: _problem("There is no such thing."),
    422: _problem("A parameter that there is not, or that is not of its kind."),
    503: _problem(
        "Nothing is built yet, or what is built cannot be read; or the ledger of a day is being settled, which takes "
        "long where it is large: Retry-After says when to ask again."
    ),
}


class Asking:
    """One request to the build that is in place."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.shelf: Shelf = request.app.state.shelf

    def answer(self, asked: Asked, make: Callable[[Observatory], Reply]) -> Response:
        """The answer that `make` works out from the workspace by the clocks asked for; the same question once."""
        url = self.request.url
        if isinstance(asked, Timed):
            refuse_ahead(self.shelf, asked.as_of, asked.believed_on)

        def prepare(book: Observatory) -> None:
            self.shelf.settle(book, _clocks_of(asked, book, self.shelf))

        found = self.shelf.answer((url.path, url.query), lambda book: make(_by_clocks(asked, book)), prepare)
        return Response(found.body, media_type=found.media, headers=dict(found.headers))

    def once(self, asked: Asked, make: Callable[[], Any]) -> Any:
        """What a list is cut from: the same for every part and way of writing it."""
        parts = {"limit", "offset", "format"}
        return self.shelf.cut((type(asked), asked.model_dump_json(exclude=parts)), make)


def _by_clocks(asked: Asked, book: Observatory) -> Observatory:
    return asked.at(book) if isinstance(asked, Timed) else book


def _clocks_of(asked: Asked, book: Observatory, shelf: Shelf) -> Iterable[Clocks]:
    """By which clocks the ledger is settled for a question."""
    if isinstance(asked, ChangesAsked):
        until = asked.until or shelf.built_on.isoformat()
        return book.clocks_between(asked.since, until, asked.by.value if asked.by else None)
    return [_by_clocks(asked, book).clocks]


Asks = Annotated[Asking, Depends(Asking)]
