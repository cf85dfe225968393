"""The closing lines of a build: what was built, from how much, in what time, and where to look."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.run.build import Outcome
from gigawatch.run.workspace import Workspace

UNPLACED = "unplaced"
COUNTED = ("document", "claim", "observation", "entity", "fact", "finding", "score", UNPLACED)


def summarise(workspace: Workspace, outcome: Outcome, program: str) -> Iterator[str]:
    """What this build did and what lies in the workspace now; `program` is how the command line was called."""
    counts = _count(workspace)
    name = workspace.settings.name
    yield (
        f"Built {name} in {outcome.seconds:.1f} s: {len(outcome.done)} steps done, {len(outcome.kept)} up to date. "
        f"{counts['document']} documents gave {counts['claim']} claims; with {counts['observation']:,} table cells "
        f"they make {counts['fact']} facts about {counts['entity']} things, {_findings(counts['finding'])} and "
        f"{counts['score']} index scores."
    )
    root = workspace.build
    languages = workspace.settings.languages
    yield f"  report  {root / 'report' / f'report.{languages[0]}.html'} (and PDF, Word, Excel; {', '.join(languages)})"
    yield f"  site    {root / 'site' / 'index.html'}"
    yield f"  data    {workspace.database} and {root / 'export'}"
    if counts[UNPLACED]:
        yield (
            f"  unplaced  {counts[UNPLACED]} of the figures count in no fact, since nothing is known that they are of: "
            f"{program} review list --kind unplaced --workspace {workspace.root}"
        )
    yield f"Ask it: {program} ledger --workspace {workspace.root}, then why FACT with the id of a fact"


def _count(workspace: Workspace) -> dict[str, int]:
    from gigawatch.store import fetch_rows, open_database

    with open_database(workspace.database) as con:
        return {t: int(str(fetch_rows(con, f'SELECT count(*) AS n FROM "{t}"')[0]["n"])) for t in COUNTED}


def _findings(count: int) -> str:
    return "1 finding" if count == 1 else f"{count} findings"
