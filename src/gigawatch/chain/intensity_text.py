"""The chain as a taxonomy: every link with its meaning, unit and published intensities, as plain text or plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from gigawatch.chain.balance_text import join_links
from gigawatch.chain.chemistry import chemistries, families, first_year, name_chemistry, name_family
from gigawatch.chain.intensity import CELL, Intensity, intensities, name_product
from gigawatch.chain.interval import format_interval, hull
from gigawatch.chain.phrase import say
from gigawatch.model import InputError
from gigawatch.quantity import format_unit
from gigawatch.vocab import Link, label, links


def select_intensities(link: str | None = None, chemistry: str | None = None) -> dict[str, tuple[Intensity, ...]]:
    """The published intensities of a link and a chemistry or family of chemistries; of all by default.

    InputError for a link or a chemistry that there is none of.
    """
    if link is not None and link not in links():
        raise InputError(f"there is no link {link!r}", hint=f"there are {', '.join(links())}")
    wanted = _chemistry(chemistry) if chemistry is not None else None
    found = {}
    for code in links() if link is None else (link,):
        rows = intensities().get(code, ())
        found[code] = tuple(row for row in rows if wanted is None or wanted in (row.chemistry, row.family))
    return found


def _chemistry(name: str) -> str:
    for known in (*families(), *chemistries()):
        if name.casefold() == known.casefold():
            return known
    raise InputError(f"there is no chemistry {name!r}", hint=f"there are {', '.join((*families(), *chemistries()))}")


def taxonomy_record(found: dict[str, tuple[Intensity, ...]], lang: str) -> list[dict[str, object]]:
    """The taxonomy as JSON-ready data."""
    return [
        {
            "link": code,
            "name": label("link", code, lang),
            "stage": links()[code].stage,
            "core": links()[code].core,
            "unit": links()[code].unit,
            "feeds": list(links()[code].feeds),
            "intensities": [{**asdict(row), "family": row.family, "is_counted": row.is_counted} for row in rows],
        }
        for code, rows in found.items()
    ]


def render_taxonomy(found: dict[str, tuple[Intensity, ...]], lang: str) -> str:
    """The taxonomy in English or Chinese (`en`, `zh`), for a terminal."""
    count = sum(len(rows) for rows in found.values())
    lines = [say("taxonomy", lang), say("taxonomy_scope", lang, count=count, year=first_year()), ""]
    for code, rows in found.items():
        lines += _link_lines(links()[code], rows, lang)
    return "\n".join(lines) + "\n"


def _link_lines(link: Link, rows: Sequence[Intensity], lang: str) -> Iterator[str]:
    definition = link.definition_zh if lang == "zh" else link.definition_en
    core = say("core", lang) if link.core else ""
    yield say("stage", lang, number=link.stage, link=label("link", link.code, lang), core=core, definition=definition)
    feeds = say("feeds", lang, links=join_links(link.feeds, lang)) if link.feeds else ""
    yield say("counted_in", lang, unit=_unit(link.unit, lang), feeds=feeds)
    if not rows:
        yield say("nothing_published", lang)
    for group in group_intensities(rows):
        yield _group(group, lang)
        yield from (_row(row, lang) for row in group)


def _unit(unit: str, lang: str) -> str:
    pieces = say("pieces", lang) if unit.startswith("count") else ""
    return f"{pieces}{format_unit(unit, lang)}"


def group_intensities(rows: Iterable[Intensity]) -> list[tuple[Intensity, ...]]:
    """The figures of one product, taker, unit and family of chemistries together."""
    found: dict[tuple[str, ...], list[Intensity]] = {}
    for row in rows:
        found.setdefault((row.per, row.unit, row.product, row.family), []).append(row)
    return [tuple(group) for group in found.values()]


def _group(group: Sequence[Intensity], lang: str) -> str:
    first = group[0]
    return say(
        "group",
        lang,
        product=name_product(first.product, lang),
        family=name_family(first.family, lang),
        range=tell_amount(group, lang),
        per=tell_per(first, lang),
    )


def tell_amount(group: Sequence[Intensity], lang: str) -> str:
    """The range of some figures of one unit."""
    return format_interval(hull(row.interval for row in group), group[0].unit.partition("/")[0], lang)


def tell_per(row: Intensity, lang: str) -> str:
    """What an intensity is for one unit of."""
    return say("per_cell", lang) if row.per == CELL else say("per_link", lang, link=label("link", row.per, lang))


def _row(row: Intensity, lang: str) -> str:
    return say(
        "row",
        lang,
        chemistry=name_chemistry(row.chemistry, lang),
        value=tell_amount((row,), lang),
        nature=say(f"nature_{row.nature}", lang),
        year=row.year or say("no_year", lang),
        unused="" if row.is_counted else say("unused", lang),
        source=row.source,
    )
