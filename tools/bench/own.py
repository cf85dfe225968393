"""Gigawatch's own jobs: what they read is the same text that the peers read, already a document in memory."""

from __future__ import annotations

import functools
import gc
import re
from collections.abc import Callable
from datetime import date
from importlib.metadata import version

from text import Text

RUNS_OF_INDEX = 1000
YARD = re.compile(
    r"(?:over|about|nearly|超过|约)?\s*(\d[\d,.]*)\s*(%|\w+)"
)  # numbers and the word after: any machine does it
YARDS = 20  # times over the texts, so that it takes long enough to be timed
Job = Callable[[], object]


def jobs(texts: dict[str, list[Text]]) -> dict[str, Job]:
    """Each job by language and name."""
    made = {f"{lang} {name}": job for lang, read in texts.items() for name, job in _reading(read).items()}
    return made | {"index": _index()}


def versions() -> dict[str, str]:
    """The version of every job's reader."""
    return {"gigawatch": version("gigawatch")}


def forget() -> None:
    """Empty every bounded cache of the reader, so that no run gains from having read the same text before."""
    for cached in _text_caches():
        cached.cache_clear()


def _text_caches() -> list[functools._lru_cache_wrapper[object]]:
    """Those there are by now: some are made with the models that the first run loads."""
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [one for one in found if one.cache_parameters()["maxsize"] and one.__module__.startswith("gigawatch")]


def _reading(texts: list[Text]) -> dict[str, Job]:
    from gigawatch.claims import read_claims
    from gigawatch.model import Document, Kind
    from gigawatch.quantity import find_quantities

    def made(text: Text) -> Document:
        day = date.fromisoformat(text["published"]) if text["published"] else None
        return Document("", text["path"], "", text["text"], language=text["language"], published=day)

    documents = [made(text) for text in texts]
    return {
        "quantities": lambda: [find_quantities(document.text) for document in documents],
        "quantity claims": lambda: [read_claims(document, kinds=[Kind.QUANTITY]) for document in documents],
        "claims of all kinds": lambda: [read_claims(document) for document in documents],
        "regular expression": lambda: [YARD.findall(document.text) for document in documents for _ in range(YARDS)],
    }


def _index() -> Job:
    import polars as pl

    from gigawatch.figures import load_package
    from gigawatch.index.definition import build_index, load_definition
    from gigawatch.store.record import observation_row

    tables = ("enterprise_installations", "enterprise_finance", "exchange_rate")
    rows = [observation_row(observation) for table in tables for observation in load_package(table)]
    frame = pl.DataFrame(rows, infer_schema_length=None).rename({"table_name": "table"})
    definition = load_definition("enterprise")
    return lambda: build_index(definition, frame, runs=RUNS_OF_INDEX)
