"""Texts in our own words, and the reading of them, for the tests of the narrative readers."""

from __future__ import annotations

from datetime import date

from gigawatch.claims.narrative import read_narratives
from gigawatch.claims.sentence import split_sentences
from gigawatch.model import Document, Kind, NarrativeClaim


def document(text: str, lang: str | None = None, published: date | None = date(2023, 6, 15)) -> Document:
    return Document(id="doc", path="doc.txt", sha256="ab" * 32, text=text, language=lang, published=published)


def read(text: str, lang: str, *kinds: Kind, published: date | None = date(2023, 6, 15)) -> list[NarrativeClaim]:
    return read_narratives(document(text, lang, published), split_sentences(text, lang), kinds or tuple(Kind))


def events(text: str, lang: str, published: date | None = date(2023, 6, 15)) -> list[dict[str, object]]:
    return [dict(claim.data) for claim in read(text, lang, Kind.EVENT, published=published)]


def only(text: str, lang: str, published: date | None = date(2023, 6, 15)) -> dict[str, object]:
    found = events(text, lang, published)
    assert len(found) == 1, found
    return found[0]


CONFERENCE_EN = """LUZHOU, September 3, 2022 - A meeting of the battery trade was held in Yibin from July 21 to 23.

The 2022 World EV & ES Battery Conference was sponsored by the Ministry of Industry and Information Technology and the
Sichuan Provincial People's Government and is described as the world's first battery gathering of such rank in China.

The event drew local officials, leading scientists and managers from power battery makers such as Contemporary Amperex
Technology Co Ltd (CATL) and BTR (Jiangsu) New Material Technology Ltd, and automakers such as BYD and Nio.

Representatives from the China Battery Industry Association, Panasonic Holdings, CATL, BYD and other firms signed the
“2022 World EV & ES Battery Conference (Yibin) Declaration”, pledging to increase spending on research, accelerate
green development, deepen industry collaboration, expand international exchange, and help build a cleaner world and a
community with a shared future.

A development index and a development report for the industry were released at the conference. Contracts for a total
of 48 projects were signed at the conference, worth 96.2 billion yuan ($14.2 billion).

Yibin has put together a complete power battery industrial chain. CATL, a world-leading battery supplier, is building
the world's largest single production base for power batteries there.

Ouyang Minggao, an academician of the Chinese Academy of Sciences, said that battery making will move west, above all
to Sichuan, and Yibin “will be one of the world's production bases”.
"""

CONFERENCE_ZH = """由工业和信息化部、四川省人民政府共同主办的2023世界动力电池大会6月8日至11日在宜宾举行。

大会吸引了宁德时代、比亚迪等企业代表和院士专家参会。大会发布了《2023动力电池产业发展指数》和一份产业发展报告。

中国电池工业协会、松下、宁德时代、比亚迪等共同签署《宜宾宣言》，承诺加大研发投入、加快绿色发展、加强产业协作、深化国际交流，共建清洁美丽世界。

会上集中签约项目64个，总投资1063亿元。

中国科学院院士欧阳明高表示，中国动力电池产业将向西部转移，宜宾将成为全球动力电池生产基地。

宜宾已形成完整的动力电池产业链，拥有全球最大的动力电池单体生产基地。
"""
