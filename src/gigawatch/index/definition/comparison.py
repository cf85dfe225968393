"""One published list beside our order and the two baselines, with the verdict in words."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.index.definition.agreement import UNKNOWN, Agreement, Order, Verdict, judge, measure_list
from gigawatch.index.definition.publication import Part
from gigawatch.index.definition.published import PublishedList

WORDS = {
    "en": {
        "head": "{name}, edition {edition} (figures of {year}), {n} published",
        "persistence": "the last published list",
        "plain": "the plain ranking by {what}",
        "better": "better than",
        "equal": "equal to",
        "worse": "worse than",
        "order": "order {verdict} {against} (over {n} names)",
        "set": "set {verdict} {against} (first {n})",
        "order_unknown": "order not comparable with {against} (fewer than two names with places of their own in all)",
        "set_unknown": "set not comparable with {against} (one of the two does not tell its first {n})",
        "none": "no baseline of this kind: {against}",
        "not": "not comparable: {why}",
        "end": ".",
        "join": "; ",
        "colon": ": ",
    },
    "zh": {
        "head": "{name}，{edition}年版（{year}年数据），公布{n}个",
        "persistence": "上一次公布的名单",
        "plain": "按{what}的简单排名",
        "better": "优于",
        "equal": "等于",
        "worse": "劣于",
        "order": "排序{verdict}{against}（{n}个可比）",
        "set": "入围名单{verdict}{against}（前{n}名）",
        "order_unknown": "排序无法与{against}比较（三者共有且名次各异的不足两个）",
        "set_unknown": "入围名单无法与{against}比较（其中一方未载前{n}名）",
        "none": "无此基准：{against}",
        "not": "无法比较：{why}",
        "end": "。",
        "join": "；",
        "colon": "：",
    },
}


@dataclass(frozen=True)
class Comparison:
    """A published list, what ours and each baseline reach against it, and ours against each baseline."""

    part: Part
    published: PublishedList
    agreements: tuple[Agreement, ...]
    verdicts: tuple[Verdict, ...]

    def tell(self, language: str = "en") -> str:
        """The verdict as one line: where ours does not beat a baseline, it says so."""
        words, ours = WORDS[language], self.agreements[0].order
        head = words["head"].format(
            name=self.part.names[language],
            edition=self.published.edition,
            year=self.published.year,
            n=len(self.published.names),
        )
        if not ours.places:
            why = self.part.why[language] or ours.reason(language)
            return head + words["colon"] + words["not"].format(why=why) + words["end"]
        pairs = zip(self.verdicts, self.agreements[1:], strict=True)
        parts = [part for verdict, found in pairs for part in _tell(verdict, found.order, language)]
        return head + words["colon"] + words["join"].join(parts) + words["end"]


def hold_against(part: Part, published: PublishedList, ours: Order, *baselines: Order) -> Comparison:
    """Ours and every baseline held against a published list."""
    mine, *others = [measure_list(published, order) for order in (ours, *baselines)]
    verdicts = tuple(judge(published, mine, other) for other in others)
    return Comparison(part, published, (mine, *others), verdicts)


def _tell(verdict: Verdict, order: Order, language: str) -> list[str]:
    words = WORDS[language]
    against = words[verdict.against].format(what=order.label(language))
    if not order.names:
        return [words["none"].format(against=against)] if order.what or verdict.against == "persistence" else []
    found = []
    for kind, judged, n in (("order", verdict.order, verdict.compared), ("set", verdict.members, verdict.k)):
        template = words[kind] if judged != UNKNOWN else words[f"{kind}_unknown"]
        found.append(template.format(verdict=words.get(judged, ""), against=against, n=n))
    return found
