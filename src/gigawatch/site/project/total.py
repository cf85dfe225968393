"""The totals of plants by how far they have come, each with the page that tells which values it adds and which not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gigawatch.chain import format_interval
from gigawatch.ledger.part import LeftOut
from gigawatch.ledger.part.scope import tell_left_out
from gigawatch.ledger.stage import Progress
from gigawatch.model import Fact, Interval
from gigawatch.report.located import FURTHEST, UNIT, sum_of
from gigawatch.site.fact import part_paths
from gigawatch.site.page import Page, Site
from gigawatch.site.path import name_part
from gigawatch.site.plan import cut
from gigawatch.site.project.row import Project
from gigawatch.site.word import speak

PLANTS_ON_A_PAGE = 500
MOST_PLANTS = 5_000  # listed once more; of more than these the list of projects alone tells each with its value


@dataclass(frozen=True, slots=True)
class Total:
    """What the plants that have come equally far come to: of how many a capacity of their stage is told, and the sum,
    None where nothing is told, which is not zero.

    >>> Total(Progress.RUNS, (), 0, None).page
    'total-run.html'
    """

    progress: Progress
    plants: Sequence[Project]
    told: int
    interval: Interval | None

    @property
    def count(self) -> int:
        """How many plants there are."""
        return len(self.plants)

    @property
    def stem(self) -> str:
        """The name of the pages that list what is added."""
        return f"total-{self.progress.value}"

    @property
    def page(self) -> str:
        """The first of these pages."""
        return f"{name_part(self.stem, 1)}.html"

    def text(self, lang: str) -> str:
        """The sum in words; empty where none of them has a capacity."""
        return format_interval(self.interval, UNIT, lang) if self.interval is not None else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page of a total lists of some plants: the values added, those stated and not added, and who has none."""

    counted: tuple[tuple[Project, Fact], ...]
    left_out: tuple[tuple[Project, LeftOut], ...]
    untold: tuple[Project, ...]


def list_totals(projects: Iterable[Project]) -> list[Total]:
    """The totals by how far plants have come; those of which nothing is told are counted and not added."""
    rows = list(projects)
    groups = {progress: tuple(one for one in rows if one.plant.progress is progress) for progress in FURTHEST}
    return [
        Total(progress, group, sum(bool(one.plant.counted) for one in group),
              sum_of([fact for one in group for fact in one.plant.counted]))
        for progress, group in groups.items()
        if group
    ]  # fmt: skip


def list_values(plants: Iterable[Project]) -> Listed:
    """The values of some plants by whether a total adds them."""
    rows = list(plants)
    return Listed(
        tuple((one, fact) for one in rows for fact in one.plant.counted),
        tuple((one, left) for one in rows for left in one.plant.left_out),
        tuple(one for one in rows if not one.plant.counted),
    )


def total_pages(site: Site, lang: str) -> Iterator[Page]:
    """For every total the pages of what it adds and what it leaves out."""
    say = speak(lang)
    for total in list_totals(site.projects):
        is_listed = len(total.plants) <= MOST_PLANTS
        parts = cut(total.plants if is_listed else (), PLANTS_ON_A_PAGE) or ((),)
        title = say("total.title", stage=say(f"progress.{total.progress.value}"))
        for number, part in enumerate(parts, start=1):
            values = {
                "total": total,
                "is_listed": is_listed,
                "listed": list_values(part),
                "why": lambda left: tell_left_out(left.reason.value).of(lang),
                "parts": part_paths(total.stem, len(parts)),
                "number": number,
            }
            yield Page(f"{name_part(total.stem, number)}.html", "total.html", title, values, "projects")
