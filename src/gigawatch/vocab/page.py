"""The vocabulary as a page to read: words, measures, statuses with their tests, chain links, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigawatch.vocab.glossary import TermGroup, terms
from gigawatch.vocab.link import Link, links
from gigawatch.vocab.measure import measures
from gigawatch.vocab.publisher import publishers
from gigawatch.vocab.status import Status, kinds_of_statement, statuses

OPENING = """# Vocabulary

What the words of Gigawatch mean. This page is made from the files in `src/gigawatch/vocab/data` by
`python -m gigawatch.vocab > docs/vocabulary.md`; edit the files, not the page."""


def compose_page() -> str:
    """The whole page in Markdown."""
    parts = [OPENING, *_terms(), *_measures(), *_statuses(), *_kinds_of_statement(), *_links(), *_publishers()]
    return "\n\n".join(parts) + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [heads, ("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


GLOSSARIES = {TermGroup.PROJECT: "## Words of the project", TermGroup.INDUSTRY: "## Words of the industry"}


def _terms() -> Iterator[str]:
    for group, title in GLOSSARIES.items():
        yield title
        own = [one for one in terms().values() if one.group is group]
        rows = ((one.name_en, one.definition_en, one.name_zh, one.definition_zh) for one in own)
        yield _table(["word", "meaning", "词", "含义"], rows)


def _measures() -> Iterator[str]:
    yield "## Measures"
    rows = ((f"`{m.code}`", m.kind, m.unit or "", m.name_en, m.definition_en) for m in measures().values())
    yield _table(["code", "kind", "unit", "measure", "meaning"], rows)
    yield "### 指标"
    yield _table(["代码", "名称", "含义"], ((f"`{m.code}`", m.name_zh, m.definition_zh) for m in measures().values()))


def _statuses() -> Iterator[str]:
    yield "## Status of a project"
    yield (
        "Each status has an entry test: the evidence that admits it. The ladder goes upwards by rank; statuses\n"
        "without a rank stand beside it. Planned and built are never in one sum."
    )
    yield _table(
        ["rank", "status", "printed by `read` as", "built", "meaning", "entry test"],
        ([_rank(s), s.name_en, f"`{s.short}`", _built(s), s.definition_en, s.entry_test_en] for s in _all()),
    )
    yield "After so many days of silence a status is inferred stale, in a field of its own:"
    aged = [s for s in _all() if s.ages_after_days]
    yield _table(["status", "days", "why"], ([s.name_en, str(s.ages_after_days), s.ages_reason_en or ""] for s in aged))
    yield "### 项目状态"
    yield _table(
        ["级别", "状态", "含义", "准入证据"], ([_rank(s), s.name_zh, s.definition_zh, s.entry_test_zh] for s in _all())
    )
    yield _table(
        ["状态", "时效（天）", "理由"], ([s.name_zh, str(s.ages_after_days), s.ages_reason_zh or ""] for s in aged)
    )


def _all() -> Iterable[Status]:
    return statuses().values()


def _rank(status: Status) -> str:
    return "" if status.rank is None else str(status.rank)


def _built(status: Status) -> str:
    return "yes" if status.is_built else ""


def _kinds_of_statement() -> Iterator[str]:
    yield "## Statements that are no status"
    kinds = kinds_of_statement().values()
    yield _table(
        ["code", "meaning", "名称", "含义"],
        ([f"`{k.code}`", k.definition_en, k.name_zh, k.definition_zh] for k in kinds),
    )


def _links() -> Iterator[str]:
    yield "## Chain links"
    yield (
        "Core links count in the completeness of a region's chain. Stage counts from the mine; equipment serves every\n"
        "stage and has 0."
    )
    rows = ([str(link.stage), f"`{link.code}`", _core(link), *_english(link)] for link in links().values())
    yield _table(["stage", "code", "core", "link", "meaning", "capacity in", "feeds"], rows)
    yield "### 产业链环节"
    chinese = (
        [f"`{link.code}`", link.name_zh, link.definition_zh, "、".join(link.terms_zh)] for link in links().values()
    )
    yield _table(["代码", "环节", "含义", "识别用语"], chinese)


def _core(link: Link) -> str:
    return "yes" if link.core else ""


def _english(link: Link) -> list[str]:
    return [link.name_en, link.definition_en, link.unit, ", ".join(links()[code].name_en for code in link.feeds)]


def _publishers() -> Iterator[str]:
    yield "## Standing of publishers"
    yield (
        "When sources of one perimeter and period disagree, the one of higher standing is preferred; values are never\n"
        "averaged."
    )
    kinds = sorted(publishers().kinds.values(), key=lambda kind: -kind.standing)
    rows = ([kind.name_en, kind.name_zh, f"{kind.standing:g}", kind.reason_en, kind.reason_zh] for kind in kinds)
    yield _table(["kind", "类别", "standing", "reason", "理由"], rows)
