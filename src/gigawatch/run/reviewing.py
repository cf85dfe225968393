"""The step that reads the review log: every judgement found again among the claims and cells, with its force."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.step import Step
from gigawatch.run.table import GATHERED, stream_table, table_path, table_paths
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.ledger.review import Review
    from gigawatch.model import Claim, Judgement

ROOMS = ("model", "vocab", "quantity", "store", "figures", "claims", "resolve", "ledger")


def review_step(workspace: Workspace) -> Step:
    """Persons' judgements, each with its force; a line that cannot be read is named and set aside."""

    def work() -> list[str]:
        from gigawatch.ledger.review import read_log, review
        from gigawatch.store import write_rows
        from gigawatch.store.record import document_from, judgement_row, observation_from

        log = read_log(workspace.reviews)
        judgements: tuple[Judgement, ...] = ()
        if log.judgements:
            documents = {d.id: d for d in map(document_from, stream_table(workspace, "document"))}
            cells = {o.id: o for o in map(observation_from, stream_table(workspace, "observation"))}
            judgements = review(log.judgements, documents, read_claims(workspace), cells).judgements
        rows = [judgement_row(judgement) for judgement in judgements]
        write_rows(review_path(workspace), "judgement", rows)
        write_rows(refused_path(workspace), "judgement", [row for row in rows if _refuses_cell(row)])
        return [f"fault: {fault}" for fault in log.faults]

    inputs = (workspace.reviews, *table_paths(workspace, GATHERED))
    return Step("review", inputs, (review_path(workspace), refused_path(workspace)), ROOMS, work)


def review_path(workspace: Workspace) -> Path:
    """The Parquet file of persons' judgements, before names are resolved."""
    return workspace.steps / "review.parquet"


def refused_path(workspace: Workspace) -> Path:
    """The Parquet file of the rejections in force of table cells: all that the indexes depend on."""
    return workspace.steps / "refused-cell.parquet"


def read_counted_cells(workspace: Workspace) -> pl.DataFrame:
    """Every table cell that nobody rejected."""
    import polars as pl

    out = pl.read_parquet(refused_path(workspace))["left"].to_list()
    cells = pl.read_parquet(table_path(workspace, "observation"))
    return cells.filter(~pl.col("id").is_in(out)) if out else cells


def _refuses_cell(row: Mapping[str, object]) -> bool:
    return row["verdict"] == "reject" and row["force"] == "in force" and not str(row["left"]).startswith("claim-")


def read_review(workspace: Workspace) -> Review:
    """Persons' judgements as the review step left them."""
    from gigawatch.ledger.review import Review
    from gigawatch.ledger.review.ruling import gather_rulings
    from gigawatch.store import read_rows
    from gigawatch.store.record import judgement_from

    judgements = tuple(judgement_from(row) for row in read_rows(review_path(workspace)))
    return Review(judgements, gather_rulings(judgements))


def read_claims(workspace: Workspace) -> dict[str, Claim]:
    """Every claim as its document states it, by id."""
    from gigawatch.store.record import claim_from

    return {claim.id: claim for claim in map(claim_from, stream_table(workspace, "claim"))}
