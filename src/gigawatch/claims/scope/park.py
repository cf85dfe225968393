"""The parks and towns that a sentence goes over to from the plants in them: 工厂所在的小镇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.claims.scope.mention import FIRM
from gigawatch.claims.scope.page import Line

_HOST = {
    "zh": re.compile(
        r"(?:公司|工厂|项目|企业|基地|厂区|该厂|园区)所在的?(?P<host>[^，,。；;：:的\d]{1,20}?"
        r"(?:小镇|开发区|经开区|高新区|产业园|工业园|园区|集聚区|示范区|新区|新城|产业城|工业区|保税区))"
        r"|(?<![\u4e00-\u9fff])(?P<town>(?:(?!在|位于|扎根|落户|公司|于)[^，,。；;：:的\d]){1,14}?(?:小镇|新镇|新城|产业城))"
        r"的(?=核心区|起步区|启动区|规划面积|总面积)"
    ),
    "en": re.compile(
        r"\b(?:[Tt]he|[Aa]n?)\s(?P<host>(?:[\w’'-]+\s){0,4}?(?:park|zone|estate|town|district|cluster|campus|hub|village))"
        r",?\s(?:in\swhich|on\swhich|where|that\shosts|which\shosts|that\shouses|hosting|housing)\s(?:the|its|this|that)\s"
        r"(?:[\w-]+\s){0,3}?(?:plant|factory|company|firm|project|facility|base|gigafactory|site)\b",
        re.IGNORECASE,
    ),
}
_POINTING = ("该", "本", "此", "上述", "整个")


def hosts_in(line: Line) -> Iterator[tuple[int, str]]:
    """The parks that a sentence goes over to from what stands in them: where each name ends, and the name."""
    text = line.sentence.text
    for match in _HOST[line.lang].finditer(text):
        yield match.end(), next(filter(None, match.groups()))


def names_plant(line: Line, low: int, high: int) -> bool:
    """True where a stretch of a sentence names a firm, or speaks of the company or of the plant told before."""
    if any(m.kind == FIRM and low <= m.start < high for m in line.mentions):
        return True
    stands = (s for s in line.stands if low <= s.start < high)
    return any(s.kind == "firm" or (s.kind == "project" and _is_told_before(line, s.start)) for s in stands)


def _is_told_before(line: Line, at: int) -> bool:
    """False for projects of any kind, such as those that a park has."""
    return line.lang == "en" or line.folded.startswith(_POINTING, at)
