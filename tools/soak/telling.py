"""The points of the ledger at growing sizes as a page tells them."""

from __future__ import annotations

from collections.abc import Sequence

from soak.record import tell_table
from soak.scale import STEEPEST, Point, find_faults, growth

CHART = "picture/soak.svg"
COST = ("claims", "documents", "facts", "findings", "write", "resolve", "settle", "peak", "one document added")
TRUTH = (
    ("claims", "claims"),
    ("tied", "claims tied"),
    ("merged", "things merged wrongly"),
    ("split", "things split"),
    ("values", "values true"),
    ("contested", "contested true"),
    ("contested_open", "contested left open"),
    ("misled", "settled on a wrong value"),
    ("statuses", "statuses right"),
    ("guessed", "vague stops guessed"),
)
MEANING = """What is made up, counted and refused stands in `tools/soak/`; every name in it says that it is synthetic.
`write`, `resolve` and `settle` are steps of a build, each in a fresh process: seconds by the wall (of the processor),
the reading and writing of their tables included; `peak` is the most memory that resolving or settling held, its second
process included and what the two share counted twice.
`one document added` is what resolving and settling take, the two together, when the next document of the world comes
then: of five that come one by one the costliest. Below 1,000 documents all is settled anew for it. Of the
facts with a true statement, `values true` carry the true value or a hedge that holds it; `contested` ones have wrong
statements too. `statuses right`: the state of each phase as of three days. `vague stops guessed`: news that a firm
ended a project, it is not said which, that was given to one of its phases. `things split` are true things under two
ids: a firm that the vocabulary does not know has one for its English names and one for its Chinese names, since
nothing ties them.
"""


def tell(points: Sequence[Point]) -> str:
    """The points as Markdown: two tables, the growth, the chart and what is refused."""
    power = growth(points)
    grown = f"Time grows as (n log n)^{power:.2f}; more than {STEEPEST} is refused." if power is not None else ""
    faults = "".join(f"- refused: {fault}\n" for fault in find_faults(points)) or "Nothing is refused.\n"
    picture = f"![Seconds against claims]({CHART})"
    return "\n".join([MEANING, _costs(points), "", _truths(points), "", grown, "", faults, picture, ""])


def _costs(points: Sequence[Point]) -> str:
    rows = [
        [
            f"{p.claims:,}",
            f"{p.score['documents']:,}",
            f"{p.score['facts']:,}",
            f"{p.score['findings']:,}",
            *(f"{c.seconds:.0f} s ({c.cpu:.0f})" for c in (p.written, p.resolved, p.settled)),
            f"{p.peak:,.0f} MiB",
            f"{p.adding.seconds:.1f} s ({p.adding.cpu:.1f})" if p.adding is not None else "–",
        ]
        for p in points
    ]
    return tell_table(COST, rows)


def _truths(points: Sequence[Point]) -> str:
    rows = [[_share(p.score[key]) for key, _ in TRUTH] for p in points]
    return tell_table([name for _, name in TRUTH], rows)


def _share(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{100 * float(str(value)):.2f} %"
