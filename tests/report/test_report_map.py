"""Maps of the report: which plants are points, what lies below them, and whose outlines are refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from report_fixture import (
    ACME,
    BUILT,
    CLAIMS,
    DOCUMENTS,
    ENTITIES,
    PLANT,
    PUT_IN,
    THINGS,
    empty_publication,
)  # fmt: skip
from report_walk import walk_report

from gigawatch.ledger import Material, make_ledger
from gigawatch.model import Entity, EntityKind, InputError, Mention
from gigawatch.report import Content, Publication, compose_report, render_html, render_svg
from gigawatch.report.block import Chart, Paragraph, Ref, RefKind, Table
from gigawatch.report.chart.province_map import draw_provinces
from gigawatch.report.house import read_house
from gigawatch.report.located import Vague, find_plants, pinpoint
from gigawatch.report.origin import tell_source
from gigawatch.report.outline.reading import read_shapes
from gigawatch.report.outline.shape import Line
from gigawatch.report.outline.window import Window
from gigawatch.report.outline.world import read_world
from gigawatch.report.pen import Pen
from gigawatch.report.province import find_amounts, find_division, tiles
from gigawatch.report.scope import Scope, Subject
from gigawatch.site.project.map import draw_ground
from gigawatch.vocab import places

LANGUAGES = ("en", "zh")
YIBIN, SICHUAN, CHINA = "place-cn-yibin", "place-cn-sichuan", "place-cn"
FAR = "site-synthetic-far"
CREDIT = "Synthetic squares, no map of anything"


def _place(key: str) -> Entity:
    found = places().get(key)
    assert found is not None
    names = {"en": found.name_en, "zh": found.name_zh}
    return Entity(key, EntityKind.PLACE, found.name_en, names, found.parent, {"kind": found.kind.value})


@cache
def synthetic(at: str, far: str = "") -> Publication:
    """The fixture's plant, synthetic as it is, at a place of the gazetteer; another without figures at `far`."""
    named = [one for one in (at, far) if one]
    known = {one for key in named for one in (key, *(place.id for place in places().ancestors(key)))}
    sites = [replace(one, data={"owner": ACME, "place": at}) if one.id == PLANT else one for one in ENTITIES]
    if far:
        sites.append(Entity(FAR, EntityKind.SITE, "Far plant", {"zh": "远厂"}, None, {"owner": ACME, "place": far}))
    things = {**THINGS, BUILT.id: PLANT}
    things |= {PUT_IN.id: FAR} if far else {}
    material = Material(
        documents=DOCUMENTS,
        claims={claim.id: claim for claim in CLAIMS},
        observations={},
        entities={one.id: one for one in (*sites, *map(_place, sorted(known)))},
        mentions={(c, role): Mention(c, role, "", t) for c, t in things.items() for role in ("thing", "subject")},
        copies={},
    )
    return Publication(
        ledger=make_ledger(material), name="Yibin", name_zh="宜宾", region=CHINA, edition="0123456789ab",
        dated="2031-05-09",
    )  # fmt: skip


def charts(content: Content) -> list[Chart]:
    queue, found = list(content.sections), []
    for section in queue:
        found += [b for b in section.blocks if section.id == "places" and isinstance(b, Chart)]
        queue.extend(section.sections)
    return found


def words(content: Content) -> str:
    queue, found = list(content.sections), []
    for section in queue:
        found += ["".join(r.text for r in b.runs) for b in section.blocks if isinstance(b, Paragraph)]
        rows = [row for b in section.blocks if isinstance(b, Table) for row in b.rows]
        found += ["".join(r.text for r in cell) for row in rows for cell in row]
        queue.extend(section.sections)
    return "\n".join(found)


def square(x: float, y: float, side: float = 4.0) -> list[list[float]]:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def area_of(ring: Line) -> float:
    x, y = ring.T
    return float(abs((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) / 2)


def collection(*named: tuple[str, list[list[float]]]) -> dict[str, object]:
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name, ring in named
    ]
    return {"type": "FeatureCollection", "features": features}


def written(root: Path, data: object, name: str = "own.geojson") -> str:
    (root / name).write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return name


def mapped(root: Path, told: Publication, **values: object) -> Publication:
    return replace(told, house=read_house({"map": values}, root, "gigawatch.toml"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_of_the_site_draws_a_users_provinces_with_their_credit_and_else_none(tmp_path: Path, lang: str) -> None:
    bare = draw_ground(mapped(tmp_path, synthetic(YIBIN)).house.outlines, lang)
    assert bare.provinces == ""
    data = collection(("四川省", square(102, 28)), ("Hong Kong", square(113, 21)))
    own = mapped(tmp_path, synthetic(YIBIN), provinces=written(tmp_path, data), provinces_credit=CREDIT)
    ground = draw_ground(own.house.outlines, lang)
    assert ground.provinces.count("M") == 2
    assert (ground.land, ground.borders) == (bare.land, bare.borders)
    assert CREDIT in ground.credit
    assert CREDIT not in bare.credit


def refusal(root: Path, data: object, **values: object) -> str:
    values = {"provinces": written(root, data), "provinces_credit": CREDIT, **values}
    with pytest.raises(InputError) as error:
        read_house({"map": values}, root, "gigawatch.toml")
    return str(error.value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plant_of_a_known_town_is_a_point_on_the_map_with_words_and_a_source_line(lang: str) -> None:
    picture = charts(compose_report(synthetic(YIBIN), lang))[0]
    svg = render_svg(picture.spec, lang)
    town = {"en": "Yibin", "zh": "宜宾市"}[lang]
    assert f">{town}</text>" in svg
    assert town in picture.alt
    assert {"en": "40 GWh a year", "zh": "40 GWh/年"}[lang] in picture.alt
    assert "Natural Earth" in tell_source(picture, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_map_of_very_many_plants_shows_the_largest_and_says_how_many_there_are(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gigawatch.report.section.place.MOST", 1)
    told = synthetic(YIBIN, "place-cn-chengdu")
    content = compose_report(told, lang)
    far = next(one for one in find_plants(told.ledger) if one.id == FAR)
    assert far.town is not None
    picture = charts(content)[0]
    assert {"en": "Yibin", "zh": "宜宾"}[lang] in picture.alt
    assert {"en": "Chengdu", "zh": "成都"}[lang] not in picture.alt
    said = {
        "en": "The map shows the largest marks alone, which stand for one of them.",
        "zh": "已知所在城镇的工厂共2处，分布于2个城镇。图中只绘最大的标记，代表其中1处。",
    }
    assert said[lang] in words(content)
    assert walk_report(render_html(content, told)).faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_of_very_many_sources_says_where_they_are_in_place_of_a_list(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = synthetic(YIBIN, "place-cn-chengdu")
    content = compose_report(told, lang)
    many = {"en": "Sources: too many to be listed here; every mark leads to its own.", "zh": "来源：数量较多"}[lang]
    assert many not in render_html(content, told)
    monkeypatch.setattr("gigawatch.report.html.block.MOST_SOURCES", 0)
    assert many in render_html(content, told)
    assert walk_report(render_html(content, told)).faults == []


@pytest.mark.parametrize(("place", "reason"), [(SICHUAN, Vague.PROVINCE), (CHINA, Vague.COUNTRY)])
def test_a_plant_known_only_by_its_province_or_country_is_no_point_and_the_report_says_so(
    place: str, reason: Vague
) -> None:
    told = synthetic(YIBIN, place)
    far = next(one for one in find_plants(told.ledger) if one.id == FAR)
    assert far.town is None
    assert far.vague is reason
    assert "Far plant" not in charts(compose_report(told, "en"))[0].alt
    assert "not drawn" in words(compose_report(told, "en"))
    assert "未绘" in words(compose_report(told, "zh"))


def test_a_report_without_any_point_draws_no_map_of_plants_and_says_so() -> None:
    content = compose_report(synthetic(SICHUAN), "en")
    assert "No plant in China can be located on a map." in words(content)
    assert all("Plants" not in chart.title for chart in charts(content))


def test_a_county_without_a_point_stands_at_its_city_and_a_state_at_no_point() -> None:
    county, state = places().get("place-cn-yibin-pingshan"), places().get("place-us-nv")
    assert county is not None
    assert state is not None
    around = pinpoint(county)
    assert around is not None
    assert around.id == YIBIN
    assert pinpoint(state) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mark_and_bar_leads_to_its_evidence(lang: str) -> None:
    told = synthetic(YIBIN, SICHUAN)
    content = compose_report(told, lang)
    assert len(charts(content)) == 1
    assert all(chart.refs for chart in charts(content))
    walk = walk_report(render_html(content, told))
    assert walk.faults == []
    tiled = draw_provinces(Pen(told, lang), find_amounts(told.ledger), "")
    assert tiled is not None
    assert tiled.refs == tuple(Ref(RefKind.FACT, f.id) for a in find_amounts(told.ledger) for f in a.counted)


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "known only for Sichuan, with 40 GWh a year built."), ("zh", "目前仅四川有已知电池产能，已建40 GWh/年。")],
)
def test_what_one_province_alone_holds_is_told_in_words_and_not_on_a_grid_of_empty_tiles(lang: str, told: str) -> None:
    content = compose_report(synthetic(YIBIN), lang)
    assert told in words(content)
    assert len(charts(content)) == 1


def test_hong_kong_macao_and_taiwan_have_tiles_among_the_34_and_no_two_tiles_meet() -> None:
    assert len(tiles()) == 34
    assert {"place-hk", "place-mo", "place-tw"} <= {tile.place for tile in tiles()}
    assert len({(tile.column, tile.row) for tile in tiles()}) == 34
    told = synthetic(YIBIN)
    drawn = draw_provinces(Pen(told, "zh"), find_amounts(told.ledger), "")
    assert drawn is not None
    svg = render_svg(drawn.spec, "zh")
    assert all(f">{tile.name_zh}</text>" in svg for tile in tiles())


def test_a_province_is_told_what_its_plants_can_make() -> None:
    found = find_amounts(synthetic(YIBIN).ledger)
    assert [(one.tile.name_en, one.stage.value, one.value) for one in found] == [("Sichuan", "built", 40)]


def test_a_region_report_draws_its_own_window_and_no_tiles_of_other_provinces() -> None:
    told = replace(synthetic(YIBIN), region=SICHUAN, scope=Scope(Subject.REGION))
    found = charts(compose_report(told, "en"))
    assert [chart.title for chart in found] == ["Plants in Sichuan"]


def test_a_region_in_which_no_plant_is_known_has_no_map() -> None:
    assert charts(compose_report(empty_publication(), "en")) == []


def test_no_land_border_of_china_comes_from_the_package_and_coasts_have_no_border_at_all() -> None:
    drawn = read_world(0.2, True)
    khunjerab, alps = Window(75.0, 76.5, 36.5, 37.5, 100, 100), Window(6.5, 7.5, 45.5, 46.2, 100, 100)
    assert khunjerab.cut(drawn).lines == ()
    assert alps.cut(drawn).lines != ()
    assert read_world(0.2, False).lines == ()
    assert read_world(0.2, False).rings != ()


def test_points_far_apart_are_shown_on_the_world_and_near_ones_in_a_part_of_it() -> None:
    assert Window.around([(-119.0, 39.5), (21.6, 47.5)], 560).is_world
    near = Window.around([(104.6, 28.8)], 560)
    assert not near.is_world
    assert near.east - near.west >= 5
    assert all(0 < one < 560 for one in near.dot((104.6, 28.8)))


@pytest.mark.parametrize("ends", [(103.0, 107.0, 28.0, 31.0), (100.0, 112.0, 26.0, 33.0)])
def test_a_window_inside_a_country_is_all_land(ends: tuple[float, float, float, float]) -> None:
    window = Window(*ends, 560, 300)
    rings = window.cut(read_world(0.02, True)).rings
    assert all(ring[0].tolist() == ring[-1].tolist() for ring in rings)  # who draws one leaves its last point out
    assert max(map(area_of, rings)) == pytest.approx(560 * 300)


def test_degrees_beyond_the_180th_meridian_are_those_of_the_other_side() -> None:
    picture = charts(compose_report(synthetic("place-2198148"), "en"))[0]  # Suva, at 178.43 degrees east
    svg = render_svg(picture.spec, "en")
    assert re.search(r">179°E</text>|>178°E</text>", svg)
    assert re.search(r">17[89]°W</text>", svg)
    assert not re.search(r">1[89][1-9]°", svg)
    assert not re.search(r">(?:18[1-9]|19\d)°", svg)


def test_names_of_provinces_are_known_in_both_languages_long_and_short() -> None:
    for name in ("Sichuan", "Sichuan Province", "四川", "四川省"):
        assert find_division(name) == SICHUAN
    assert find_division("香港特别行政区") == "place-hk"
    assert find_division("台湾省") == "place-tw"
    assert find_division("Atlantis") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_users_file_of_provinces_is_drawn_and_named_under_the_picture(tmp_path: Path, lang: str) -> None:
    data = collection(("四川省", square(102, 28)), ("Hong Kong", square(113, 21)), ("", square(110, 10, 1)))
    told = mapped(tmp_path, synthetic(YIBIN), provinces=written(tmp_path, data), provinces_credit=CREDIT)
    picture = charts(compose_report(told, lang))[-1]
    svg = render_svg(picture.spec, lang)
    assert CREDIT in tell_source(picture, lang)
    assert 'stroke="#aab2bc"' in svg
    assert {"en": "Guangdong", "zh": "广东"}[lang] not in svg
    assert any("Taiwan" in notice for notice in told.house.notices)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_division_that_a_users_file_lacks_is_named_as_missing_under_the_picture(tmp_path: Path, lang: str) -> None:
    data = collection(("Hong Kong", square(113, 21)))
    told = mapped(tmp_path, synthetic(YIBIN), provinces=written(tmp_path, data), provinces_credit=CREDIT)
    picture = charts(compose_report(told, lang))[-1]
    assert {"en": "no area of Sichuan", "zh": "未绘四川"}[lang] in tell_source(picture, lang)
    assert render_svg(picture.spec, lang)
    whole = mapped(
        tmp_path,
        synthetic(YIBIN),
        provinces=written(tmp_path, collection(("四川", square(102, 28)))),
        provinces_credit=CREDIT,
    )
    assert {"en": "no area of", "zh": "未绘四川"}[lang] not in tell_source(
        charts(compose_report(whole, lang))[-1], lang
    )


def test_provinces_are_credited_only_where_some_of_their_borders_are_drawn(tmp_path: Path) -> None:
    file = written(tmp_path, collection(("四川省", square(102, 28))))
    near = mapped(tmp_path, synthetic(YIBIN), provinces=file, provinces_credit=CREDIT)
    away = mapped(tmp_path, synthetic("place-721472"), provinces=file, provinces_credit=CREDIT)
    assert CREDIT in tell_source(charts(compose_report(near, "en"))[0], "en")
    assert CREDIT not in tell_source(charts(compose_report(away, "en"))[0], "en")


def test_a_users_outlines_of_the_world_replace_those_of_the_package(tmp_path: Path) -> None:
    ring = square(100, 25, 10)
    topology = {"type": "Topology", "arcs": [ring], "objects": {"land": {"type": "Polygon", "arcs": [[0]]}}}
    told = mapped(tmp_path, synthetic(YIBIN), world=written(tmp_path, topology, "w.json"), world_credit=CREDIT)
    picture = charts(compose_report(told, "en"))[0]
    assert CREDIT in tell_source(picture, "en")
    assert "Natural Earth" not in tell_source(picture, "en")
    assert walk_report(render_html(compose_report(told, "en"), told)).faults == []


def test_own_outlines_of_the_world_and_of_provinces_are_both_named_under_a_picture(tmp_path: Path) -> None:
    land, area = collection(("", square(100, 20, 15))), collection(("四川省", square(102, 28)))
    told = mapped(
        tmp_path,
        synthetic(YIBIN),
        world=written(tmp_path, land, "w.json"),
        world_credit="synthetic world",
        provinces=written(tmp_path, area),
        provinces_credit=CREDIT,
    )
    source = tell_source(charts(compose_report(told, "en"))[0], "en")
    assert "synthetic world" in source
    assert CREDIT in source


@pytest.mark.parametrize("kind", ["coasts", "none"])
def test_the_world_may_be_coasts_only_or_left_out(tmp_path: Path, kind: str) -> None:
    picture = charts(compose_report(mapped(tmp_path, synthetic(YIBIN), world=kind), "en"))[0]
    assert render_svg(picture.spec, "en")
    assert ("Natural Earth" in tell_source(picture, "en")) is (kind == "coasts")


LINE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "四川"},
            "geometry": {"type": "LineString", "coordinates": [[102, 28], [103, 29]]},
        }
    ],
}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("no json", "is no JSON"),
        ({"type": "Feature"}, "a file of the type 'Feature'"),
        ({"type": "FeatureCollection", "features": []}, "without any shape"),
        (collection(("四川", square(102, 28)[:-1])), "not closed"),
        (collection(("四川", square(11_000_000, 3_000_000))), "no degrees"),
        (collection(("四川", [["a", "b"]] * 4)), "no pairs of numbers"),  # type: ignore[list-item]
        (collection(("Sichaun", square(102, 28))), "division of China is called Sichaun (near: Sichuan"),
        ({"type": "Topology", "objects": {"a": {"type": "Polygon", "arcs": [[7]]}}, "arcs": []}, "that the file lacks"),
        ({"type": "Topology", "objects": {}, "arcs": []}, "without objects"),
        (collection(("四川", [[10**400, 28], [103, 28], [103, 29], [10**400, 28]])), "no pairs of numbers"),
        (LINE, "the area of no division"),
    ],
)  # fmt: skip
def test_a_broken_file_of_outlines_is_refused_with_its_reason(tmp_path: Path, data: object, reason: str) -> None:
    assert reason in refusal(tmp_path, data)


def test_what_a_setting_lacks_or_misspells_is_told(tmp_path: Path) -> None:
    data = collection(("四川", square(102, 28)))
    assert "whose outlines" in refusal(tmp_path, data, provinces_credit="")
    assert "has no property" in refusal(tmp_path, data, provinces_name="NAME").replace("no feature has a", "has no")
    assert "near: provinces" in refusal(tmp_path, data, province="x")
    assert "known: countries, coasts, none" in refusal(tmp_path, data, world="moon")
    assert "lies outside the workspace" in refusal(tmp_path, data, provinces="../own.geojson")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gigawatch.report.outline.reading.MOST_POINTS", 3)
    path = tmp_path / written(tmp_path, collection(("四川", square(102, 28))))
    with pytest.raises(InputError, match="a file of 5 points"):
        read_shapes(path, "gigawatch.toml")
    monkeypatch.setattr("gigawatch.report.outline.reading.MOST_BYTES", 10)
    with pytest.raises(InputError, match="MiB"):
        read_shapes(path, "gigawatch.toml")
