"""Tables with their sidecars, answers of statistical offices, the review log."""

from __future__ import annotations

from gigawatch.figures import read_table, suggest_mapping
from gigawatch.figures.live.answer import read_json
from gigawatch.ledger.queue.disagreement import read_disagreements
from gigawatch.ledger.review import kinds, read_log
from gigawatch.model import GigawatchError
from gigawatch.report.outline.reading import read_shapes
from soak.fuzz.target.target import Target, parts, pick, put


def _read_table(data: bytes) -> None:
    cells, sidecar = parts(data, 2)
    beside = put("table/a.meta.yaml", sidecar)
    if not sidecar:
        beside.unlink()
    path = put("table/a.csv", cells)
    try:
        read_table(path)
    except GigawatchError:
        if not sidecar:
            suggest_mapping(path)
        raise


def _read_log(data: bytes) -> None:
    words = sorted(kinds())
    way, rest = pick(data, len(words))
    path = put(f"reviews-{words[way]}/{words[way]}.csv", rest)
    for fault in read_log(path.parent).faults:
        str(fault)


def _read_lines(data: bytes) -> None:
    read_disagreements(put("lines/a.jsonl", data).parent)


TARGETS = (
    Target("table", _read_table),
    Target("review", _read_log, 2048),
    Target("disagreement", _read_lines, 2048),
    Target("json", lambda data: read_json(data, "input"), 2048),
    Target("outline", lambda data: read_shapes(put("a.geojson", data), "input"), 2048),
)
