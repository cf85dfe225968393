"""Long lists are cut in parts, and an address that led into one of old still leads there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_example import content, publication
from site_tree import by_id, parse_page, read_page

from gigawatch.ledger import make_ledger
from gigawatch.model import Entity, EntityKind
from gigawatch.site import make_site
from gigawatch.site.listing import list_pages, part_groups
from gigawatch.site.page import Page, Site
from gigawatch.site.render import render_page
from gigawatch.site.thing import find_kin


@pytest.fixture(scope="module")
def site() -> Site:
    made = publication()
    return make_site(made, {lang: content(made, lang) for lang in ("en", "zh")})


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(), max_size=12)), st.integers(1, 6))
def test_every_member_stands_once_in_order_and_headings_tell_where_a_group_begins(
    groups: dict[str, list[int]], size: int
) -> None:
    parts = list(part_groups(groups, size, "list"))
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert {path for part in parts for path in part.paths} >= {"list.html"}
    told = {key: [item for part in parts for item in part.groups.get(key, ())] for key in groups}
    assert told == groups
    assert all(sum(map(len, part.groups.values())) <= size for part in parts)
    for heading in parts[0].headings:
        assert heading.count == len(groups[heading.key])
        first = parts[heading.number - 1].groups[heading.key]
        assert list(first) == groups[heading.key][: len(first)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_old_address_of_a_kind_of_things_leads_on_to_the_part_that_has_it(
    site: Site, lang: str, tmp_path: Path
) -> None:
    (whole,) = list_pages(site, lang)
    kinds = whole.values["part"].groups  # type: ignore[attr-defined]
    parts = list(part_groups(kinds, 1, "things"))
    assert len(parts) > 2
    for part in parts:
        page = Page(part.paths[part.number - 1], "things.html", "Things", {"part": part}, "things")
        (tmp_path / lang).mkdir(exist_ok=True)
        (tmp_path / lang / page.path).write_text(render_page(site, lang, page), encoding="utf-8")
    first = by_id(tmp_path / lang / "things.html")
    for kind in kinds:
        led = first[kind]
        if led.tag == "a":
            file, _, anchor = led.attributes["href"].partition("#")
            assert by_id(tmp_path / lang / file)[anchor].tag == "h2"
        else:
            assert led.tag == "h2"
    names = {one.text for part in parts for one in read_page(tmp_path / lang / part.paths[part.number - 1]).find("li")}
    assert {site.ledger.label(one.id, lang) for group in kinds.values() for one in group} <= names


def test_the_parts_of_a_list_by_an_earlier_day_lead_to_each_other_on_that_day(site: Site) -> None:
    (whole,) = list_pages(site, "en")
    render_page(site, "en", whole)  # what it keeps of the frame is not for another day
    then = replace(site, as_of=date(2022, 8, 1))
    (first, second, *_) = part_groups(whole.values["part"].groups, 1, "things")  # type: ignore[attr-defined]
    for part in (first, second):
        page = Page(part.paths[part.number - 1], "things.html", "Things", {"part": part}, "things")
        navs = parse_page(render_page(then, "en", page), page.path).find("nav")
        (parts, *_) = (nav for nav in navs if nav.attributes.get("class") == "parts")
        assert {link.attributes["href"].partition("?")[2] for link in parts.find("a")} == {"as_of=2022-08-01"}
        assert "facts.html?as_of=2022-08-01" in {link.attributes["href"] for link in navs[0].find("a")}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_names_on_chinese_pages_are_in_the_order_of_pinyin_latin_ones_first(lang: str) -> None:
    names = ["3M", "byd", "CATL", "安徽电池", "比亚迪", "长春电池", "重庆电池", "绿能", "宁波电池", "宁德时代"]
    made = publication()
    group = Entity("org-group", EntityKind.ORGANISATION, "Synthetic Group")
    firms = [Entity(f"org-{n}", EntityKind.ORGANISATION, name, part_of=group.id) for n, name in enumerate(names[::-1])]
    entities = {**made.ledger.entities, **{one.id: one for one in (group, *firms)}}
    ledger = make_ledger(replace(made.ledger.material, entities=entities))
    site = make_site(replace(made, ledger=ledger), {lang: content(made, lang)})
    (page,) = list_pages(site, lang)
    listed = page.values["part"].groups["organisation"]  # type: ignore[attr-defined]
    ordered = names if lang == "zh" else sorted(names)
    assert [one.name for one in listed if one.part_of == group.id] == ordered
    assert [one.name for one in find_kin(site, group, lang).parts] == ordered
