"""The report in print: the same blocks given to the typesetter as data, with numbered sources and notes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, cast

from gigawatch.model import GigawatchError
from gigawatch.quantity.telling import tell_period
from gigawatch.report.address import is_web_address
from gigawatch.report.block import (
    Bibliography,
    Block,
    Bullets,
    Chart,
    Content,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Ref,
    RefKind,
    Run,
    Runs,
    Section,
    Source,
    Table,
    Text,
)
from gigawatch.report.origin import tell_origin
from gigawatch.report.pen import Pen
from gigawatch.report.picture import WIDTH, font_folder, render_svg
from gigawatch.report.publication import Publication
from gigawatch.report.reference import Library, Shelf
from gigawatch.report.sentence import fill
from gigawatch.report.wording import title_of

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).parent / "data" / "report.typ"
WORDS = ("contents", "edition", "dated", "sources", "notes")
MOST_MARKS = 3
UNDATED = "1980-01-01"
SHORT_CELL = 22
Data = dict[str, object]


def render_pdf(content: Content, publication: Publication, path: Path) -> None:
    """Write the report as PDF; the bytes depend on the content alone. What the typesetter warns of is an error."""
    data = Typesetter(content, publication).data()
    document, warnings = _compile(json.dumps(data, ensure_ascii=False), content.dated)
    if warnings:
        raise GigawatchError(f"the typesetter warns: {'; '.join(warnings)}", where=str(path))
    path.write_bytes(document)


class Typesetter:
    """Turns one report's blocks into the data that the print template reads, and numbers its notes."""

    def __init__(self, content: Content, publication: Publication) -> None:
        self.content = content
        self.lang = content.lang
        self.pen = Pen(publication, content.lang)
        self.library = Library(publication, content.computations)
        self.shelf = Shelf(self.library)
        self.notes: dict[str, Data] = {}

    def data(self) -> Data:
        """Everything that the template needs."""
        for ref in self.content.refs():
            self.shelf.cite(ref)
        return {
            "lang": self.lang,
            "title": self.content.title,
            "subtitle": self.content.subtitle,
            "author": "Gigawatch",
            "edition": self.content.edition,
            "dated": tell_period(self.content.dated, self.lang),
            "words": {name: self._word(name) for name in WORDS},
            "sections": [self._section(section) for section in self.content.sections],
            "notes": list(self.notes.values()),
        }

    def _section(self, section: Section) -> Data:
        blocks = [self._block(block) for block in section.blocks]
        inner = [self._section(one) for one in section.sections]
        return {"title": section.title, "blocks": blocks, "sections": inner}

    def _block(self, block: Block) -> Data:
        if isinstance(block, Paragraph):
            return {"type": "paragraph", "kind": block.kind, "runs": self._runs(block.runs)}
        if isinstance(block, Bullets):
            return {"type": "bullets", "items": [{"runs": self._runs(item)} for item in block.items]}
        if isinstance(block, KeyFigures):
            return {"type": "key", "figures": [self._key_figure(figure) for figure in block.figures]}
        if isinstance(block, Table):
            return self._table(block)
        return self._chart(block) if isinstance(block, Chart) else self._bibliography(block)

    def _key_figure(self, figure: KeyFigure) -> Data:
        return {"label": figure.label, "value": self._run(figure.value), "context": self._runs(figure.context)}

    def _table(self, block: Table) -> Data:
        rows = [[{"runs": self._runs(cell)} for cell in row] for row in block.rows]
        widths = [_width(block, n) for n in range(len(block.head))]
        return {
            "type": "table",
            "caption": block.caption,
            "head": list(block.head),
            "rows": rows,
            "numeric": list(block.numeric),
            "widths": widths,
            "note": self._runs(block.note),
        }

    def _chart(self, block: Chart) -> Data:
        svg = render_svg(block.spec, self.lang)
        return {
            "type": "chart",
            "title": block.title,
            "alt": block.alt,
            "svg": svg,
            "share": _share(svg),
            "source": block.source,
            "sources": self._numbers(block.refs),
        }

    def _bibliography(self, block: Bibliography) -> Data:
        return {"type": "bibliography", "sources": [self._source(source) for source in block.sources]}

    def _source(self, source: Source) -> Data:
        note = f" {source.note}" if source.note and not source.url else ""
        told = f"{source.title}{tell_origin(source, self.lang)}{note}"
        is_link = is_web_address(source.url)
        return {"number": source.number, "told": told, "url": source.url, "is_link": is_link}

    def _runs(self, runs: Runs) -> list[Data]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> Data:
        if isinstance(run, Text):
            return {"text": run.text}
        return {"text": run.text, "marks": self._marks(run.ref)}

    def _marks(self, ref: Ref) -> list[Data]:
        """The source numbers of a figure, or one note where there are many or the figure was worked out."""
        numbers = self.shelf.cite(ref)
        if ref.kind is not RefKind.COMPUTATION and len(numbers) <= MOST_MARKS:
            return [{"kind": "source", "number": number} for number in numbers]
        return [{"kind": "note", "number": self._note(ref, numbers)}]

    def _note(self, ref: Ref, numbers: Sequence[int]) -> int:
        """The number of a note; scores that rest on the same sources share one."""
        is_score = ref.kind is RefKind.SCORE
        key = f"score {numbers}" if is_score else ref.id
        if key not in self.notes:
            text = self._word("scores_note") if is_score else title_of(self.pen, self.library, ref)
            self.notes[key] = {"number": len(self.notes) + 1, "text": text, "sources": list(numbers)}
        return cast(int, self.notes[key]["number"])

    def _numbers(self, refs: Iterable[Ref]) -> list[int]:
        return sorted({number for ref in refs for number in self.shelf.cite(ref)})

    def _word(self, name: str) -> str:
        return "".join(run.text for run in fill(f"page.{name}", self.lang, {}))


def _width(block: Table, column: int) -> float:
    """How wide a column stands beside the others, by what its cells hold; 0 for one that is as wide as its figures."""
    cells = [_length(block.head[column])] + [_length("".join(r.text for r in row[column])) for row in block.rows]
    longest = max(cells)
    if column in block.numeric and longest <= SHORT_CELL:
        return 0.0
    return round(sqrt(min(max(longest, 12), 400)), 2)


def _length(text: str) -> int:
    """How wide words stand in print, Chinese characters counting twice."""
    return len(text) + sum(char > "\u2e7f" for char in text)


def _share(svg: str) -> float:
    """The part of the text's width that a picture takes, so that its type is the same size in every picture."""
    width = float(svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    return round(min(1.0, width / (WIDTH + 160)), 3)


@cache
def _compiler() -> typst.Compiler:
    import typst

    return typst.Compiler(str(TEMPLATE), font_paths=[str(font_folder())], ignore_system_fonts=True)


def _compile(report: str, dated: str) -> tuple[bytes, list[str]]:
    stamp = datetime.fromisoformat(dated or UNDATED).replace(tzinfo=UTC)
    document, warnings = _compiler().compile_with_warnings(
        format="pdf", sys_inputs={"report": report}, timestamp=stamp, pdf_standards="ua-1"
    )
    return cast(bytes, document), [warning.message for warning in warnings]
