"""The API itself: of which build it answers, and where what is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from gigawatch import __version__
from gigawatch.question import Observatory
from gigawatch.site.api import record
from gigawatch.site.api.asked import Asks
from gigawatch.site.api.asking import Asked
from gigawatch.site.api.reply import Reply, tell

router = APIRouter(tags=["service"])


class Service(record.Record):
    """Of which workspace and build the API answers, and how large it is."""

    name: str
    version: str = Field(description="version of Gigawatch")
    built_on: str = Field(description="the day that the build counts to")
    facts: int
    documents: int
    cells: int = Field(description="cells of statistical tables")
    paths: list[str] = Field(description="every question that may be asked, from the API's root")


@router.get("/", response_model=Service)
def tell_service(asks: Asks, asked: Annotated[Asked, Query()]) -> Response:
    """Of which workspace and build the API answers, and what may be asked."""

    def make(book: Observatory) -> Reply:
        ledger, shelf = book.ledger, asks.shelf
        return tell(
            {
                "name": shelf.names[asked.lang],
                "version": __version__,
                "built_on": shelf.built_on.isoformat(),
                "facts": len(ledger.facts),
                "documents": len(ledger.material.documents),
                "cells": len(ledger.material.observations),
                "paths": sorted(asks.request.app.openapi()["paths"]),
            }
        )

    return asks.answer(asked, make)
