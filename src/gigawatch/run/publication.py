"""What a report or site is made from, out of the settled tables: its parts, held between steps, its id and region."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from gigawatch import __version__
from gigawatch.model import WorkspaceError
from gigawatch.run.dressing import identify, read_style
from gigawatch.run.fingerprint import hash_path, hash_text
from gigawatch.run.held import hold
from gigawatch.run.manifest import read_manifest
from gigawatch.run.reviewing import read_review
from gigawatch.run.settling import load_ledger
from gigawatch.run.table import GATHERED, table_path, table_rows
from gigawatch.run.workspace import SETTINGS, Workspace

if TYPE_CHECKING:
    from gigawatch.chain import ChainReport
    from gigawatch.ledger import Age, Difference, Ledger
    from gigawatch.outlook import Outlook
    from gigawatch.report.publication import Publication
    from gigawatch.report.scope import Scope

NOW, ID = "now", 12


def held_ledger(workspace: Workspace) -> Ledger:
    """The ledger of the settled tables, held between the steps of a build."""
    return hold(workspace, "ledger", lambda: load_ledger(workspace))


def held_chain(workspace: Workspace, region: str) -> ChainReport:
    """The chain of a region, held."""
    from gigawatch.chain import find_chain

    return hold(workspace, f"chain {region}", lambda: find_chain(held_ledger(workspace), region))


def held_outlook(workspace: Workspace, region: str) -> Outlook:
    """The outlook of a region, held."""
    from gigawatch.outlook import make_outlook

    return hold(workspace, f"outlook {region}", lambda: make_outlook(held_ledger(workspace), region))


def held_publication(workspace: Workspace) -> Publication:
    """What the workspace's own report is made from, held for its style, texts and former editions as they are now."""
    name = f"publication {read_style(workspace).state}"
    return hold(workspace, name, lambda: load_publication(workspace))


def find_region(workspace: Workspace) -> str:
    """The entity id of the workspace's region; WorkspaceError, with names that are near, when the gazetteer does not
    know it.
    """
    from gigawatch.vocab import places
    from gigawatch.vocab.near import hint, near_places

    name = workspace.settings.region
    found = places().get(name) or places().find(name)
    if found is None:
        wanted = 'write region = "NAME" there, a country, province or city in English or Chinese'
        near = hint(near_places(name))
        told = f"{near}; {wanted}" if near else wanted
        where = str(workspace.root / SETTINGS)
        raise WorkspaceError(f"region {name!r} is not in the gazetteer", where=where, hint=told)
    return found.id


def require_region(workspace: Workspace) -> None:
    """Refuse a region that the gazetteer does not know, before anything is read; WorkspaceError.

    Where the chain of the region has been built since the settings were last written, it is known.
    """
    made, settings = workspace.build / "chain.json", workspace.root / SETTINGS
    if not made.is_file() or made.stat().st_mtime < settings.stat().st_mtime:
        find_region(workspace)


def load_publication(workspace: Workspace, scope: Scope | None = None, region: str | None = None) -> Publication:
    """Everything that a report or site is made from: on the workspace's region, or on the place or company of an id.

    A company's profile needs no chain, odds, carbon and move of the industry, a brief none of these and no outlook.
    What changed since the last kept edition is told in all but the workspace's own report, and is part of their id.
    Own texts and former editions of the report are of the workspace's own alone, the house's look is of all.
    """
    from gigawatch.outlook.carbon import find_carbon
    from gigawatch.outlook.odds import find_odds
    from gigawatch.outlook.shift import find_shifts
    from gigawatch.outlook.technology import find_technology
    from gigawatch.report.publication import Publication
    from gigawatch.report.scope import Scope, Subject

    ledger, about = held_ledger(workspace), scope or Scope()
    region = region or find_region(workspace)
    is_full, is_place = not about.is_brief, not about.is_company
    is_own = about.subject is Subject.WORKSPACE
    is_usual = about.is_usual
    changes = None if is_usual else find_changes(workspace, ledger)
    style = read_style(workspace) if is_usual else read_style(workspace).for_others()
    base = edition_of(workspace) if is_usual else _edition_of_scope(workspace, about, region, changes)
    edition, former = identify(base, style)
    return Publication(
        ledger=ledger,
        name=workspace.settings.name,
        name_zh=workspace.settings.name_zh,
        region=region,
        edition=edition,
        dated=_newest(workspace),
        indicators=table_rows(workspace, "indicator"),
        readings=table_rows(workspace, "reading"),
        scores=table_rows(workspace, "score"),
        coverage=table_rows(workspace, "coverage"),
        ages=_ages(workspace),
        chain=held_chain(workspace, region) if is_place else None,
        outlook=held_outlook(workspace, region) if is_full or is_own else None,
        odds=find_odds(ledger, region) if is_full and is_place else None,
        shifts=find_shifts(ledger) if is_full and is_own else (),
        carbon=find_carbon(ledger, region) if is_full and is_place else None,
        technology=find_technology(ledger) if is_full and is_own else None,
        scope=about,
        changes=changes,
        house=style.house,
        texts=style.texts,
        former=former,
    )


def _edition_of_scope(workspace: Workspace, scope: Scope, region: str, changes: Difference | None) -> str:
    """The id of what is made beside the workspace's report: of the same inputs, its scope and what it compares with."""
    since = changes.before.name if changes is not None else ""
    return hash_text("\n".join((edition_of(workspace), scope.subject, str(scope.is_brief), region, since)))[:ID]


def find_changes(workspace: Workspace, ledger: Ledger) -> Difference | None:
    """What differs from the newest kept edition that is another one than the ledger as it is built; None without one.

    Where every edition kept is the same, nothing differs from the newest of them.
    """
    from gigawatch.ledger import compare_states, state_of
    from gigawatch.ledger.edition import list_editions, read_edition
    from gigawatch.ledger.judged import find_judged
    from gigawatch.ledger.renaming import fold_renamed

    built_on = read_manifest(workspace.manifest).date
    now = state_of(ledger, NOW, date.fromisoformat(built_on) if built_on else None)
    judged = find_judged(ledger, ledger.material.review.judgements)
    found = None
    for edition in reversed(list_editions(workspace.editions)):
        difference = fold_renamed(compare_states(read_edition(workspace.editions, edition), now, judged))
        if difference.facts or difference.things:
            return difference
        found = found or difference
    return found


def edition_of(workspace: Workspace) -> str:
    """The id of an edition: made from every word, number and judgement it was built from, the settings and the version.

    When a source was kept does not count, so the same sources give the same edition wherever they are held; that a
    status went stale by the day of the build does, once the facts are settled.
    """
    settings = json.dumps(workspace.settings.raw, sort_keys=True, default=str)
    parts = [__version__, settings, hash_path(workspace.root / "index")]
    for table in GATHERED:
        rows = ({key: value for key, value in row.items() if key != "kept"} for row in table_rows(workspace, table))
        parts += sorted(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str) for row in rows)
    if table_path(workspace, "age").is_file():
        parts += [f"stale {row['entity']}" for row in table_rows(workspace, "age") if row["is_stale"]]
    parts += [repr(judgement) for judgement in read_review(workspace).judgements]
    return hash_text("\n".join(parts))[:ID]


def _newest(workspace: Workspace) -> str:
    """The newest publication date among the documents; the report carries it instead of the day it was made."""
    dates = [str(row["published"]) for row in table_rows(workspace, "document") if row["published"]]
    return max(dates, default="")


def _ages(workspace: Workspace) -> list[Age]:
    from gigawatch.ledger import Age
    from gigawatch.model import Inference

    return [
        Age(
            str(r["entity"]),
            str(r["status"]),
            str(r["evidence_on"]),
            str(r["stale_on"]),
            bool(r["is_stale"]),
            Inference(str(r.get("inference") or Inference.REPORTED)),
        )
        for r in table_rows(workspace, "age")
    ]
