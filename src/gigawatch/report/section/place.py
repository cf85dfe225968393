"""On the map: where plants stand, in the whole ledger and in the region, and what is counted in China's provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gigawatch.report.block import Block, Paragraph, Ref, Section
from gigawatch.report.chart.marking import Mark, find_marks, statement_of, town_name
from gigawatch.report.chart.plant_map import draw_plants
from gigawatch.report.chart.province_map import draw_provinces, tell_amount
from gigawatch.report.located import Plant, Vague, find_plants
from gigawatch.report.pen import Pen
from gigawatch.report.province import Amount, Tile, find_amounts
from gigawatch.report.scope import Subject
from gigawatch.report.spelled import spell_small

CHINA = "place-cn"
FEWEST = 2
FEW = 4  # divisions: a grid of 34 tiles with so few bars shows less than a sentence
MOST = 250  # marks that a picture of a page's width can show one beside the other


def compose_places(pen: Pen) -> Section | None:
    """The maps of a report with what they leave out; None where the ledger knows no plant."""
    publication = pen.publication
    region = publication.region
    own = _stated(pen, find_plants(pen.ledger, pen.ledger.within(region) | {region}))
    is_whole = publication.scope.subject is Subject.WORKSPACE
    every = _stated(pen, publication.plants) if is_whole else own
    if not every:
        return None
    blocks: list[Block] = []
    name = pen.ledger.label(region, pen.lang)
    title = pen.word("map.world") if is_whole else pen.word("map.region", region=name)
    marks = find_marks(pen, every, MOST)
    chart = draw_plants(pen, marks, title)
    if chart is not None:
        blocks += [*_told(pen, every, marks), chart]
    else:
        _leave_out(pen, every)
    if chart is None or (is_whole and len(own) < len(every)):
        blocks += _of_region(pen, own, name) if is_whole or chart is None else []
    return Section("places", pen.word("map.title"), (*blocks, *_of_provinces(pen, name)))


def _of_provinces(pen: Pen, name: str) -> Iterator[Block]:
    """China's divisions with their bars; in words, where most tiles of the grid would be empty."""
    amounts = _amounts(pen)
    by_tile: dict[Tile, list[Amount]] = {}
    for one in amounts:
        by_tile.setdefault(one.tile, []).append(one)
    is_grid = pen.publication.house.outlines.provinces is None
    if is_grid and 0 < len(by_tile) <= FEW:
        yield _tell_few(pen, by_tile)
    elif (chart := draw_provinces(pen, amounts, pen.word("map.provinces", region=name))) is not None:
        yield chart


def _tell_few(pen: Pen, by_tile: Mapping[Tile, Sequence[Amount]]) -> Paragraph:
    """What is built and planned in few divisions, in a sentence."""
    told = {
        tile: pen.series([pen.say(f"map.counted_{one.stage.value}", amount=tell_amount(pen, one)) for one in amounts])
        for tile, amounts in by_tile.items()
    }
    if len(told) == 1:
        (tile, amounts), *_ = told.items()
        return pen.paragraph("map.one_province", province=tile.label(pen.lang), amounts=amounts)
    items = [
        pen.say("map.province_amounts", province=tile.label(pen.lang), amounts=amounts)
        for tile, amounts in told.items()
    ]
    return pen.paragraph("map.few_provinces", items=pen.series(items))


def _stated(pen: Pen, plants: Sequence[Plant]) -> list[Plant]:
    """Those with a statement to show for them."""
    return [plant for plant in plants if statement_of(pen, plant) is not None]


def _told(pen: Pen, plants: Sequence[Plant], marks: Sequence[Mark]) -> Iterator[Paragraph]:
    yield _count(pen, [plant for plant in plants if plant.town is not None], marks)
    pen.remark(pen.word("map.title"), "map.drawn_note")
    _leave_out(pen, plants)


def _count(pen: Pen, drawn: Sequence[Plant], marks: Sequence[Mark]) -> Paragraph:
    """How many plants have a point, in how many towns, and how many of them a picture of many shows."""
    refs, towns = _refs(pen, drawn), {plant.town for plant in drawn}
    told = spell_small(pen.compute("map.plants", str(len(drawn)), refs), pen.lang)
    found = spell_small(pen.compute("map.towns", str(len(towns)), refs), pen.lang)
    large = [plant for mark in marks for plant in mark.plants]
    if len(large) == len(drawn):
        return pen.paragraph("map.drawn", plants=told, n=len(drawn), towns=found, m=len(towns))
    shown = spell_small(pen.compute("map.shown", str(len(large)), _refs(pen, large)), pen.lang)
    return pen.paragraph("map.drawn_largest", plants=told, n=len(drawn), towns=found, m=len(towns), shown=shown)


def _leave_out(pen: Pen, plants: Sequence[Plant]) -> None:
    """Keep for the chapter on the data the plants that are no points, by the reason."""
    for reason in Vague:
        vague = [plant for plant in plants if plant.vague is reason]
        if vague:
            count = spell_small(pen.compute("map.count_vague", str(len(vague)), _refs(pen, vague)), pen.lang)
            names = pen.series([pen.name(plant.id, statement_of(pen, plant)) for plant in vague])
            pen.remark(pen.word("map.title"), f"map.vague_{reason.value}", plants=count, n=len(vague), names=names)


def _refs(pen: Pen, plants: Sequence[Plant]) -> list[Ref]:
    return [ref for plant in plants if (ref := statement_of(pen, plant)) is not None]


def _of_region(pen: Pen, plants: Sequence[Plant], name: str) -> Iterator[Block]:
    """The map of the region by itself; in words, where it would show one point or none."""
    drawn = [plant for plant in plants if plant.town is not None]
    towns = {plant.town for plant in drawn}
    marks = find_marks(pen, drawn, MOST) if len(towns) >= FEWEST else []
    chart = draw_plants(pen, marks, pen.word("map.region", region=name))
    if chart is not None:
        if len(marks) == MOST:
            yield _count(pen, drawn, marks)
        yield chart
    elif len(towns) == 1:
        town = town_name(pen, next(one for one in towns if one))
        if town != name:
            yield pen.paragraph("map.one_point", region=name, town=town)
        else:
            pen.remark(pen.word("map.title"), "map.one_point_alone", region=name)
    else:
        yield pen.paragraph("map.none_drawn", region=name)


def _amounts(pen: Pen) -> list[Amount]:
    """What is told of China's divisions: of the whole ledger, of a company, of a region that holds several of them."""
    publication = pen.publication
    if publication.scope.is_company:
        return find_amounts(pen.ledger, publication.region)
    if publication.scope.subject is Subject.REGION:
        holds = publication.region == CHINA or publication.region in pen.ledger.kin.above(CHINA)
        return find_amounts(pen.ledger) if holds else []
    return find_amounts(pen.ledger)
