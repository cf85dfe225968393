"""A firm that a document names in two scripts is one, under both names; all texts are synthetic."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Entity, EntityKind, Force, Judgement, Verdict, make_id
from gigawatch.resolve import Resolution, resolve
from gigawatch.resolve.organisation import NONE, Joined
from gigawatch.resolve.resolver import apply_rules


def kept(number: int, text: str) -> Document:
    lang = "zh" if "。" in text else "en"
    return Document(f"d{number}", f"d{number}.md", f"0{number}", text, lang, None, None, None, date(2024, 9, 1))


def resolved(*texts: str, apart: tuple[tuple[str, str], ...] = ()) -> Resolution:
    """What texts speak of; `apart` are pairs of names that a person says are not one."""
    documents = [kept(number, text) for number, text in enumerate(texts)]
    claims = [claim for document in documents for claim in read_claims(document).claims]
    return resolve({document.id: document for document in documents}, claims, (), [say_apart(*pair) for pair in apart])


def say_apart(left: str, right: str) -> Judgement:
    left, right = sorted((left, right))
    key = make_id("judgement", "not same", left, right)
    return Judgement(key, left, right, Verdict.NOT_SAME, "Anna", date(2026, 1, 5), "she knows")


def firms(found: Resolution) -> list[Entity]:
    return [entity for entity in found.entities.values() if entity.kind is EntityKind.ORGANISATION]


@pytest.mark.parametrize(
    "text",
    [
        "Norvale Energy (诺谷能源) will build a 20 GWh battery plant in Zaragoza.",
        "诺谷能源（Norvale Energy）将在合肥建设20GWh电池工厂，已签约。",
        "诺谷能源（英文名：Norvale Energy）宣布投资50亿元在合肥建设20GWh电池工厂。",
    ],
)
def test_a_firm_has_the_name_in_brackets_as_its_name_in_the_other_language(text: str) -> None:
    found = resolved(text)
    (firm,) = firms(found)
    assert dict(firm.names) == {"en": "Norvale Energy", "zh": "诺谷能源"}
    (judgement,) = (j for j in found.judgements.values() if j.right == firm.id)
    assert (judgement.by, judgement.verdict) == ("rule:named-so", Verdict.SAME)
    assert "named so by document d0" in judgement.reason


def test_documents_that_use_one_name_each_speak_of_the_firm_that_a_third_names_by_both() -> None:
    found = resolved(
        "诺谷能源合肥工厂已于2024年6月1日开工，年产能20GWh。",
        "Norvale Energy will invest 2 billion yuan in Hefei.",
        "Norvale Energy (诺谷能源) is a maker of cells. Norvale Energy will build a 20 GWh battery plant in Hefei.",
    )
    assert len(firms(found)) == 1
    assert len([one for one in found.entities.values() if one.kind is EntityKind.SITE]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Norvale Energy (合肥市) will build a 20 GWh battery plant in Zaragoza.",
        "诺谷能源（合肥）将建设20GWh电池工厂。",
        "诺谷能源（Hefei）将在合肥建设20GWh电池工厂。",
        "诺谷能源（300999）将在合肥建设20GWh电池工厂。",
        "Norvale Energy (300999.SZ) will build a 20 GWh battery plant in Zaragoza.",
        "诺谷能源（NRVL）将在合肥建设20GWh电池工厂。",
        "诺谷能源（Castorp Group）将在合肥建设20GWh电池工厂。",
        "诺谷能源（Castorp Motors）将在合肥建设20GWh电池工厂。",
        "Norvale Energy (卡斯托集团) will build a 20 GWh battery plant in Zaragoza.",
        "Norvale Energy (宁德时代) will build a 20 GWh battery plant in Zaragoza.",
        "Norvale Energy (宁德时代子公司) will build a 20 GWh battery plant in Zaragoza.",
        "Norvale Energy (董事长王某) will build a 20 GWh battery plant in Zaragoza.",
    ],
)
def test_a_place_a_code_a_role_or_a_parent_in_brackets_is_no_second_name(text: str) -> None:
    (firm,) = firms(resolved(text))
    assert len(firm.names) == 1
    assert not [j for j in resolved(text).judgements.values() if j.by == "rule:named-so"]


def test_a_name_that_documents_pair_with_two_others_is_joined_with_neither() -> None:
    found = resolved(
        "Norvale Energy (诺谷能源) will build a 20 GWh battery plant in Hefei.",
        "Norvale Energy (岚镜能源) will build a 30 GWh battery plant in Chuzhou, it said on Friday.",
        "诺谷能源合肥工厂已于2024年6月1日开工，年产能20GWh。",
    )
    assert sorted(firm.name for firm in firms(found)) == ["Norvale Energy", "诺谷能源"]


def test_a_document_that_comes_later_joins_names_as_if_all_had_been_read_at_once() -> None:
    texts = (
        "诺谷能源合肥工厂已于2024年6月1日开工，年产能20GWh。",
        "Norvale Energy will invest 2 billion yuan in Hefei.",
        "Norvale Energy (诺谷能源) is a maker of cells. Norvale Energy will build a 20 GWh battery plant in Hefei.",
        "Norvale Energy (岚镜能源) will build a 30 GWh battery plant in Chuzhou, it said on Friday.",
    )
    documents = [kept(number, text) for number, text in enumerate(texts)]
    for last in (3, 4):
        whole, met = applied(documents[:last], NONE), NONE
        for one in documents[:last]:
            met = applied([one], met)
        assert met == whole


def applied(documents: list[Document], met: Joined) -> Joined:
    claims = [claim for document in documents for claim in read_claims(document).claims]
    return apply_rules({document.id: document for document in documents}, claims, (), met).firms.joined


@pytest.mark.parametrize("name", ["岚镜新能源", "诺谷能源", "卡斯托汽车"])
def test_a_new_chinese_name_that_ends_in_its_trade_is_a_firm(name: str) -> None:
    (firm,) = firms(resolved(f"{name}滁州基地一期20GWh于2023年6月投产。"))
    assert firm.name == name


@pytest.mark.parametrize("name", ["清洁能源", "安徽新能源", "绿色新能源", "消纳新能源"])
def test_a_trade_behind_a_place_or_a_general_word_is_nobody(name: str) -> None:
    assert not firms(resolved(f"{name}基地项目总投资50亿元，位于滁州。"))


ALONE = (
    "诺谷能源合肥工厂已于2024年6月1日开工，年产能20GWh。",
    "Norvale Energy will build a 30 GWh battery plant in Chuzhou.",
)
TOGETHER = "Norvale Energy (诺谷能源) will build a 5 GWh battery plant in Zaragoza."


def things_of(found: Resolution) -> dict[str, str]:
    """The thing that each claim's value is of, by the words of its documents."""
    return {claim: mention.entity for (claim, role), mention in found.mentions.items() if role == "thing"}


def test_names_in_two_scripts_that_a_person_parts_are_two_firms_as_if_no_document_had_joined_them() -> None:
    never, joined = resolved(*ALONE), resolved(*ALONE, TOGETHER)
    pair = ("诺谷能源", "Norvale Energy")
    parted = resolved(*ALONE, TOGETHER, apart=(pair,))
    assert len(firms(joined)) == 1
    assert {e.id: (e.name, e.names) for e in firms(parted)} == {e.id: (e.name, e.names) for e in firms(never)}
    told = things_of(never)
    assert len(set(told.values())) == 2
    assert {claim: thing for claim, thing in things_of(parted).items() if claim in told} == told
    assert {key: parted.entities[key] for key in told.values()} == {key: never.entities[key] for key in told.values()}
    assert [j.force for j in parted.judgements.values() if j.verdict is Verdict.NOT_SAME] == [Force.IN_FORCE]


def test_parted_names_in_two_scripts_keep_the_other_names_of_their_own_script() -> None:
    long = "Norvale Energy Co., Ltd. will build a 30 GWh battery plant in Chuzhou."
    found = resolved(*ALONE, long, TOGETHER, apart=(("Norvale Energy Co., Ltd.", "诺谷能源"),))
    names = sorted(sorted({m.surface for m in found.mentions.values() if m.entity == e.id}) for e in firms(found))
    assert names == [["Norvale Energy", "Norvale Energy Co., Ltd"], ["诺谷能源"]]


def test_a_short_name_that_gives_the_firm_its_id_can_be_parted_from_its_long_one() -> None:
    texts = (
        "Aavolta Energy will build a 30 GWh battery plant in Chuzhou.",
        "Aavolta Energy Batteries AS will build a 20 GWh battery plant in Hefei.",
    )
    assert len(firms(resolved(*texts))) == 1
    parted = firms(resolved(*texts, apart=(("Aavolta Energy", "Aavolta Energy Batteries AS"),)))
    assert sorted(firm.name for firm in parted) == ["Aavolta Energy", "Aavolta Energy Batteries AS"]
