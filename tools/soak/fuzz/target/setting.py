"""Settings, reviewers, definitions of indices, and the three files of an index."""

from __future__ import annotations

from gigawatch.index import read_method, run
from gigawatch.index.definition import load_definition
from gigawatch.run.dressing import read_style
from gigawatch.run.workspace import open_workspace
from gigawatch.site.desk.reviewer import read_reviewers
from soak.fuzz.target.target import Target, parts, put


def _open_workspace(data: bytes) -> None:
    read_style(open_workspace(put("place/gigawatch.toml", data).parent))


def _run_index(data: bytes) -> None:
    method, structure, values = parts(data, 3)
    run(put("values.csv", values), put("structure.csv", structure), put("method.toml", method))


TARGETS = (
    Target("workspace", _open_workspace),
    Target("reviewer", lambda data: read_reviewers(put("reviewers.toml", data)), 2048),
    Target("definition", lambda data: load_definition(put("definition.toml", data)), 16_384),
    Target("method", lambda data: read_method(put("method.toml", data))),
    Target("index", _run_index),
)
