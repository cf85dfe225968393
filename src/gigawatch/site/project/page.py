"""The pages of plants: the table in parts, the map, and the list that the pages' script filters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gigawatch.quantity.telling import tell_period
from gigawatch.report.located import FURTHEST
from gigawatch.report.pen import fact_ref
from gigawatch.site.fact import part_paths
from gigawatch.site.page import Page, Site
from gigawatch.site.path import name_part
from gigawatch.site.plan import cut, thing_path
from gigawatch.site.project.map import draw_ground, list_missing, name_towns, place_spots
from gigawatch.site.project.row import Project, count_values, ends_of
from gigawatch.site.project.total import MOST_PLANTS, list_totals, total_pages
from gigawatch.site.word import speak
from gigawatch.vocab import label

ROWS = 500
DATA = "projects.js"
Facets = Mapping[str, Sequence[tuple[str, str, int]]]
"""For each facet its values: code, name and how many plants have it."""


def project_pages(site: Site, lang: str) -> Iterator[Page]:
    """The table of plants, in parts, their map, and what their totals add."""
    projects, say = site.projects, speak(lang)
    shared = {"totals": list_totals(projects)}
    chosen = {**shared, "facets": _list_facets(site, projects, lang)}  # on the first part: a choice searches all plants
    parts = cut(projects, ROWS) or ((),)
    for number, part in enumerate(parts, start=1):
        values = {
            **(chosen if number == 1 else shared),
            "projects": part,
            "number": number,
            "parts": part_paths("projects", len(parts)),
        }
        yield Page(f"{name_part('projects', number)}.html", "projects.html", say("nav.projects"), values, "projects")
    ground = draw_ground(site.publication.house.outlines, lang)
    spots = place_spots(projects)
    values = {
        **chosen,
        "ground": ground,
        "spots": spots,
        "towns": name_towns(spots),
        "is_listed": len(spots) <= MOST_PLANTS,
        "missing": list_missing(projects),
    }
    yield Page("map.html", "map.html", say("nav.map"), values, "map")
    yield from total_pages(site, lang)


def write_list(site: Site, lang: str, folder: Path) -> None:
    """Write the list of all plants, which the script of both pages filters; a page from disk can read nothing else."""
    rows = [_tell(site, one, lang) for one in site.projects]
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    (folder / DATA).write_text(f"siteProjects.take({told});\n", encoding="utf-8")


def _tell(site: Site, one: Project, lang: str) -> list[object]:
    """A plant as the script reads it; the order is that of `FIELDS` in projects.js."""
    ledger, pen = site.ledger, site.voices[lang].pen
    capacity = [
        [pen.fact(fact).text, site.plan.place(fact_ref(fact)), label("status", aside, lang) if aside else ""]
        for fact, aside in ((fact, one.status_aside(fact)) for fact in one.capacity)
    ]
    step = one.step
    return [
        ledger.label(one.id, lang),
        thing_path(one.id),
        one.plant.progress.value,
        label("status", step.status, lang) if step else "",
        [step.valid_on, tell_period(step.valid_on, lang)] if step and step.valid_on else None,
        _name(site, one.owner, lang),
        _name(site, one.plant.place, lang),
        list(one.areas),
        [[code, label("link", code, lang)] for code in one.links],
        *ends_of(one),
        capacity,
    ]


def _name(site: Site, entity: str | None, lang: str) -> list[str] | None:
    """A company or place: its name, its id, and its page where it has one."""
    if not entity:
        return None
    told = [site.ledger.label(entity, lang), entity]
    return [*told, thing_path(entity)] if entity in site.ledger.entities else told


def _list_facets(site: Site, projects: Sequence[Project], lang: str) -> Facets:
    ledger = site.ledger
    stages = dict(count_values(one.plant.progress.value for one in projects))
    own = [
        (one.value, speak(lang)(f"progress.{one.value}"), stages[one.value]) for one in FURTHEST if one.value in stages
    ]
    links = count_values(code for one in projects for code in one.links)
    areas = count_values(area for one in projects for area in one.areas)
    owners = count_values(one.owner for one in projects if one.owner)
    return {
        "progress": own,
        "link": [(code, label("link", code, lang), n) for code, n in links],
        "area": [(code, ledger.label(code, lang), n) for code, n in areas],
        "owner": [(code, ledger.label(code, lang), n) for code, n in owners],
    }
