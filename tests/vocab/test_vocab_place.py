"""Places looked up and found in texts."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from gigawatch.vocab import PlaceKind, organisations, places


def ids_in(text: str, exclude: Iterable[tuple[int, int]] = ()) -> list[str]:
    return [mention.entry.id for mention in places().scan(text, exclude)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Yibin", "place-cn-yibin"),
        ("宜宾", "place-cn-yibin"),
        ("宜宾市", "place-cn-yibin"),
        ("宜賓", "place-cn-yibin"),
        ("Sichuan province", "place-cn-sichuan"),
        ("四川", "place-cn-sichuan"),
        ("江安县", "place-cn-yibin-jiangan"),
        ("Jiangan County", "place-cn-yibin-jiangan"),
        ("Nanxi, Yibin", "place-cn-yibin-nanxi"),
        ("四川省宜宾市翠屏区", "place-cn-yibin-cuiping"),
        ("三江新区", "place-cn-yibin-sanjiang"),
        ("Inner Mongolia", "place-cn-inner-mongolia"),
        ("重庆", "place-cn-chongqing"),
        ("China", "place-cn"),
        ("匈牙利", "place-hu"),
        ("US", "place-us"),
        ("Southeast Asia", "place-southeast-asia"),
    ],
)
def test_a_place_is_found_by_its_names(name: str, wanted: str) -> None:
    found = places().find(name)
    assert found is not None
    assert found.id == wanted


def test_a_region_beside_the_name_decides_between_places_of_one_name() -> None:
    table = places()
    suzhou = [table.find("Suzhou", near) for near in ("Jiangsu", "Anhui", "place-cn-anhui")]
    assert [place.id for place in suzhou if place] == [
        "place-cn-suzhou",
        "place-cn-anhui-suzhou",
        "place-cn-anhui-suzhou",
    ]
    georgia = table.find("Savannah, Georgia")
    assert georgia is not None
    assert georgia.country == "US"


def test_what_is_no_place_is_not_found() -> None:
    assert places().find("Nowhereville") is None
    assert places().find("四川时代") is None


def test_ids_are_unique_and_every_place_lies_in_one_that_exists() -> None:
    table = places()
    ids = {place.id for place in table}
    assert len(ids) == len(table)
    assert {place.parent for place in table if place.parent} <= ids


def test_points_are_on_the_globe_and_say_what_they_are() -> None:
    for place in places():
        assert (place.lat is None) == (place.lon is None) == (place.accuracy is None), place
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= (place.lon or 0) <= 180), place


def test_every_prefecture_of_china_has_a_chinese_name_and_a_point_in_china() -> None:
    prefectures = [place for place in places() if place.kind == PlaceKind.PREFECTURE]
    assert len(prefectures) == 333
    for place in prefectures:
        assert place.name_zh, place
        assert place.lat is not None, place
        assert place.lon is not None, place
        assert 3 < place.lat < 54, place
        assert 73 < place.lon < 135, place


def test_a_county_lies_in_its_prefecture_province_and_country() -> None:
    table = places()
    assert [p.id for p in table.ancestors("place-cn-yibin-jiangan")] == [
        "place-cn-yibin",
        "place-cn-sichuan",
        "place-cn",
        "place-asia",
    ]
    assert table.within("place-cn-yibin-jiangan", "place-cn-sichuan")
    assert table.within("place-cn-yibin", "place-cn-yibin")
    assert not table.within("place-cn-yibin", "place-cn-fujian")


def test_a_chain_of_places_in_a_text_is_read_one_by_one() -> None:
    assert ids_in("在四川省宜宾市江安县开工") == ["place-cn-sichuan", "place-cn-yibin", "place-cn-yibin-jiangan"]
    assert ids_in("in Yibin in Southwest China’s Sichuan province") == [
        "place-cn-yibin",
        "place-southwest-china",
        "place-cn-sichuan",
    ]


def test_a_place_inside_a_company_name_is_not_where_the_plant_is() -> None:
    text = "江苏时代在宜宾建厂"
    spans = [(m.start, m.end) for m in organisations().scan(text)]
    assert ids_in(text, spans) == ["place-cn-yibin"]
    assert ids_in("BTR (Jiangsu) New Material Technology Ltd builds in Sichuan") == ["place-cn-sichuan"]
    assert ids_in("四川某某新能源电池材料有限公司落户遂宁") == ["place-cn-suining"]


def test_common_words_are_no_places_unless_their_region_stands_beside_them() -> None:
    assert ids_in("Most of the nice reading on mobile commerce. Reading is split.") == []
    assert ids_in("朝阳产业，大同小异，和平发展") == []
    assert ids_in("a plant in Commerce, Georgia")[1] == "place-us-ga"
    assert len(ids_in("a plant in Commerce, Georgia")) == 2
    assert ids_in("辽宁省朝阳市")[-1] == "place-cn-chaoyang"


def test_a_small_town_needs_its_state_in_the_text() -> None:
    named = ids_in("Ultium will build in Spring Hill. The state of Tennessee paid.")
    assert len(named) == 2
    assert places().ancestors(named[0])[0].id == "place-us-tn"


def test_us_the_country_is_not_us_the_pronoun() -> None:
    assert ids_in("they told us that the US and the U.S. pay") == ["place-us", "place-us"]


def test_names_with_accents_are_found_without_them_and_offsets_stay() -> None:
    text = "Wrocław, Wroclaw, Göd, 德國"
    mentions = places().scan(text)
    assert [m.surface for m in mentions] == ["Wrocław", "Wroclaw", "Göd", "德國"]
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert mentions[0].entry == mentions[1].entry


def test_other_places_of_the_text_say_which_georgia_is_meant() -> None:
    assert ids_in("Tbilisi is the capital of Georgia")[-1] == "place-ge"
    assert ids_in("Hyundai chose Georgia, near Savannah and Atlanta")[0] == "place-us-ga"


def test_a_place_speaks_both_languages() -> None:
    yibin = places().get("place-cn-yibin")
    assert yibin is not None
    assert (yibin.label("en"), yibin.label("zh")) == ("Yibin", "宜宾市")


def test_every_province_of_china_is_found_by_the_name_without_its_rank() -> None:
    names = (
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江",
        "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
        "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州",
        "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆",
    )  # fmt: skip
    found = {name: places().find(name) for name in names}
    assert [name for name, place in found.items() if place is None or place.kind is not PlaceKind.PROVINCE] == []
    assert len({place.id for place in found.values() if place}) == len(names) == 31
    assert ids_in("公司在广西建设电池工厂。") == ["place-cn-guangxi"]
