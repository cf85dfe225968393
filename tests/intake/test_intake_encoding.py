from __future__ import annotations

import random

import pytest

from gigawatch.intake.encoding import decode_bytes, detect_encoding
from gigawatch.model import InputError
from intake_maker import CHINESE, ENGLISH, TRADITIONAL

NEWS = (
    CHINESE,
    "1月27日，示例能源科技有限公司与遂宁市在成都签署战略合作协议，将投资70亿元在遂宁建设动力电池生产基地。",
    "市委副书记宣布启动，董事局主席出席，锂电铜箔项目达产后年产值约80亿元。",
    "今年上半年，我国动力电池装车量累计110.1GWh，同比增长109.8%。其中磷酸铁锂电池占58.5%。",
    "CATL 宁德时代与宜宾市政府签约",
)
TOLD = (
    TRADITIONAL,
    "示例公司昨日宣布與政府簽署合作協議，將在當地建設電池生產線，投資金額約新台幣二十億元。",
    "今年上半年，動力電池裝車量較去年同期增長一倍，業者表示市場需求仍然強勁。",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", NEWS)
def test_simplified_chinese_is_read_in_every_encoding_in_which_it_is_published(text: str, encoding: str) -> None:
    assert decode_bytes(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", TOLD)
def test_traditional_chinese_is_read_in_every_encoding_in_which_it_is_published(text: str, encoding: str) -> None:
    assert decode_bytes(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_english_in_wide_characters_is_read(encoding: str) -> None:
    assert decode_bytes(ENGLISH.encode(encoding), "a.txt") == ENGLISH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Die Fabrik eröffnete für 30 GWh – „größte“ Anlage Europas, sagte der Sprecher über Ölpreise."),
        ("cp1252", "The plant’s capacity is “over 30 GWh” – the company said it’s the largest."),
        ("cp1251", "Завод по производству аккумуляторов открыт в 2022 году мощностью 30 ГВтч."),
        ("euc-kr", "배터리 공장이 가동을 시작했다. 연간 생산 능력은 30GWh이며 회사는 투자를 늘릴 계획이다."),
        ("euc-kr", "한국 정부는 올해 전기차 배터리 산업에 대한 지원을 확대한다고 발표했다."),
        ("shift_jis", "電池工場は2022年に稼働を開始した。年間生産能力は30GWhである。"),
        ("euc-jp", "電池工場は2022年に稼働を開始した。年間生産能力は30GWhである。"),
        ("iso8859-2", "Új akkumulátorgyár épül Debrecenben, több mint kétezer munkahellyel."),
        ("koi8-r", "Завод по производству аккумуляторов открыт."),
    ],
)
def test_text_in_another_encoding_is_refused_and_never_taken_for_chinese(encoding: str, text: str) -> None:
    with pytest.raises(InputError, match="unknown encoding") as fault:
        decode_bytes(text.encode(encoding), "a.txt")
    assert "sidecar" in fault.value.hint


@pytest.mark.parametrize("encoding", ["cp1252", "euc-kr", "shift_jis"])
def test_what_is_declared_is_believed_when_it_fits(encoding: str) -> None:
    text = {"cp1252": "größte Anlage", "euc-kr": "배터리 공장", "shift_jis": "電池工場は"}[encoding]
    assert decode_bytes(text.encode(encoding), "a.txt", [encoding]) == text


def test_a_declaration_that_does_not_fit_gives_way_to_what_the_bytes_say() -> None:
    assert decode_bytes(CHINESE.encode("gbk"), "a.txt", ["utf-8", "x-unheard-of"]) == CHINESE
    assert decode_bytes(CHINESE.encode(), "a.txt", ["iso-8859-1"]) == CHINESE


def test_gb2312_means_the_wider_encoding_that_pages_really_use() -> None:
    assert decode_bytes("朱镕基在宜宾".encode("gbk"), "a.txt", ["gb2312"]) == "朱镕基在宜宾"


def test_a_declared_page_is_forgiven_a_stray_byte_and_a_wrong_mark_is_not() -> None:
    data = (CHINESE * 200).encode("gbk")
    assert CHINESE in decode_bytes(data[:200] + b"\xff" + data[200:], "a.html", ["gbk"], is_lenient=True)
    data = CHINESE.encode() * 20
    assert CHINESE in decode_bytes(data[:150] + b"\xff" + data[150:], "a.html", is_lenient=True)
    with pytest.raises(InputError, match="its mark says utf-8"):
        decode_bytes(b"\xef\xbb\xbf\xff\xff", "a.txt")


def test_noise_is_hardly_ever_taken_for_text() -> None:
    noise = random.Random(7)
    taken = [detect_encoding(noise.randbytes(size)) for size in (60, 400, 3000) for _ in range(200)]
    assert sum(name is not None for name in taken) <= 2
