from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigawatch.resolve.organisation import Firms, gather, pair_up


def ids(*names: str) -> list[str]:
    firms = Firms(names)
    found = [firms.name(name).entity for name in names]
    assert all(found)
    return [entity.id for entity in found if entity]


@pytest.mark.parametrize(
    "names",
    [
        ("Synthetic Nordlicht Batteries AS", "Synthetic Nordlicht", "SYNTHETIC NORDLICHT LTD."),
        ("Synthetik Materialworks", "Synthetik Materialworks GmbH"),
        ("合成锂业股份有限公司", "合成锂业"),
        ("Samsung SDI Hungary Zrt.", "三星SDI匈牙利"),
        ("CATL (Contemporary Amperex)", "宁德时代"),
        ("新宙邦", "Shenzhen Capchem Technology Co., Ltd."),
        ("SK Innovation", "韩国SK Innovation"),
        ("恒润新能源科技有限公司", "Hengrun New Energy Technology"),
    ],
)
def test_one_firm_under_several_names_is_one(names: tuple[str, ...]) -> None:
    assert len(set(ids(*names))) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("CATL", "CATL Synthetic Ventures", "Synthetic CATL Holdings"),
        ("SK On", "SK On Hungary", "SK On Georgia"),
        ("贝特瑞", "贝特瑞（江苏）新能源材料有限公司", "贝特瑞（四川）新材料科技有限公司"),
        ("Synthetic Ferra", "Synthetic Ferra Chemicals", "Synthetic Ferra Motors"),
        ("Synthetic Ferrox Group", "Synthetic Ferrox Chemical"),
        ("Synthetic Works 1", "Synthetic Works 2"),
        ("合成甲锂电", "合成乙锂电"),
        ("Xinwangdengke", "Xinwangdangke"),
        ("Tata Motors", "Tata Motors Battery"),
        ("Hengrunxin New Energy", "Hengrunxing New Energy"),
    ],
)
def test_firms_that_a_place_a_number_or_a_line_of_business_tells_apart_are_several(names: tuple[str, ...]) -> None:
    assert len(set(ids(*names))) == len(names)


def test_a_place_in_a_firms_name_makes_a_site_company_of_the_firm_it_is_named_after() -> None:
    entity = Firms(["SK On Hungary"]).name("SK On Hungary").entity
    assert entity is not None
    assert (entity.part_of, entity.data["relation"]) == ("org-sk-on", "site company")


def test_a_firm_named_after_two_is_a_joint_venture_of_both() -> None:
    entity = Firms(["Ford-SK On"]).name("Ford-SK On").entity
    assert entity is not None
    holders = [one["organisation"] for one in entity.data["holders"]]
    assert (entity.data["relation"], holders) == ("joint venture", ["org-ford", "org-sk-on"])


def test_the_first_word_of_two_firms_means_neither() -> None:
    assert len(set(ids("Synthetic Aurum", "Synthetic Aurum Motors", "Synthetic Aurum Chemicals"))) == 3


def test_names_that_only_may_be_one_are_not_joined() -> None:
    assert len(set(ids("Verdant Nova Cell Trust", "VNCT"))) == 2


def test_the_order_of_names_does_not_matter() -> None:
    names = ["Synthetic Nordlicht", "Synthetic Nordlicht AS", "Tata Chemicals", "Synthetik Nordlight", "合成锂业"]
    assert dict(zip(names, ids(*names), strict=True)) == dict(zip(names[::-1], ids(*names[::-1]), strict=True))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.floats(0, 1)), max_size=40))
def test_groups_never_hold_a_pair_told_apart_and_do_not_depend_on_the_order(
    pairs: list[tuple[int, int, float]],
) -> None:
    told = {tuple(sorted((one, other))): score for one, other, score in pairs if one != other}
    listed = [(one, other, score) for (one, other), score in told.items()]
    groups = gather(list(range(13)), listed)
    assert gather(list(reversed(range(13))), listed[::-1]) == groups
    assert sorted(item for group in groups for item in group) == list(range(13))
    apart = [pair for pair, score in told.items() if score == 0]
    assert not [pair for pair in apart for group in groups if set(pair) <= group]


def test_a_large_block_loses_no_pair_of_names_that_stand_next_to_each_other() -> None:
    crowd = [f"Synthia{chr(97 + n // 26)}{chr(97 + n % 26)}{chr(122 - n % 26)}x Cells" for n in range(90)]
    names = ("Synthiazzz Cells", "Synthiazzz Cells Holding AB", "Synthiazzz Batteries")
    firms = Firms([*crowd, *names])
    assert len({firms.name(name).reason for name in names}) == 1
    assert {firms.name(name).rule for name in names} == {"rule:joined"}


def test_a_block_above_the_largest_is_compared_by_neighbours_and_none_is_left_out() -> None:
    pairs = list(pair_up([f"{n:03}" for n in range(100)], 10, str))
    assert {one for pair in pairs for one in pair} == {f"{n:03}" for n in range(100)}
    assert len(pairs) < 10 * 100


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (("Synthetic Hejin Cells", "合成和锦"), "Synthetic Hejin Cells (合成和锦) signed in Yibin."),
        (("Synthetic Verdant Cell Trust", "SVCT"), "Synthetic Verdant Cell Trust (SVCT) builds a plant."),
        (("合成和锦", "Ranova Power"), "合成和锦（外文名：Ranova Power）将在宜宾建厂。"),
        (("Ranova Power", "合成和锦"), "Ranova Power 合成和锦 signed."),
    ],
)
def test_two_names_that_a_text_introduces_together_are_one_firms(names: tuple[str, str], text: str) -> None:
    firms = Firms(names, texts=[text], sure=names)
    assert len({firms.name(name).entity.id for name in names if firms.name(name).entity}) == 1  # type: ignore[union-attr]
    apart = Firms(names, sure=names)
    assert len({apart.name(name).entity.id for name in names if apart.name(name).entity}) == 2  # type: ignore[union-attr]


def test_a_bracket_that_holds_another_firm_introduces_nothing() -> None:
    names = ("Synthetic Ferrox Cells", "Synthetic Aurum Metals")
    firms = Firms(names, texts=["Synthetic Ferrox Cells (Synthetic Aurum Metals) signed."], sure=names)
    assert len({firms.name(name).entity.id for name in names if firms.name(name).entity}) == 2  # type: ignore[union-attr]


def test_two_syllables_with_words_of_their_own_are_named_after_nobody() -> None:
    """Many Chinese brands are spelled Huayu; Xinwangda spells one alone."""
    short = Firms(["Guangxi Huayu Lithium"]).name("Guangxi Huayu Lithium").entity
    long = Firms(["Xinwangda Green Battery"]).name("Xinwangda Green Battery").entity
    assert short is not None
    assert long is not None
    assert (short.part_of, short.data.get("holders")) == (None, None)
    assert long.part_of == "org-sunwoda"
