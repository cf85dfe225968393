"""Letters that a house's fonts lack: a person should know that they are drawn in another font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.report.bibliography import Bibliography
from gigawatch.report.block import Block, Bullets, Chart, Content, KeyFigures, Section, Table
from gigawatch.report.house.font import missing_letters
from gigawatch.report.house.house import House

SHOWN = 12


def tell_lacking(house: House, contents: Sequence[Content]) -> Iterator[str]:
    """A line for every font and language in which letters of the report are lacking."""
    for path in house.font_files:
        for content in contents:
            lacking = missing_letters(path, letters_of(content))
            if lacking:
                few = "".join(lacking[:SHOWN]) + ("..." if len(lacking) > SHOWN else "")
                told = f"lacks {len(lacking)} of the letters of the report in {content.lang} ({few})"
                yield f"the font {path.name} {told}: a font that ships draws them"


def letters_of(content: Content) -> set[str]:
    """Every letter of a report's words, pictures aside."""
    found = set(content.title + content.subtitle)
    for section in content.sections:
        found |= _of_section(section)
    return found


def _of_section(section: Section) -> set[str]:
    found = set(section.title + section.byline)
    for block in section.blocks:
        found.update(*_words(block))
    for inner in section.sections:
        found |= _of_section(inner)
    return found


def _words(block: Block) -> list[str]:
    if isinstance(block, Chart):
        return [block.title, block.source]
    if isinstance(block, Bibliography):
        return [f"{one.title}{one.publisher}{one.licence}" for one in block.sources]
    if isinstance(block, KeyFigures):
        told = ((one.label, one.value.text, *(run.text for run in one.context), one.scope) for one in block.figures)
        return ["".join(texts) for texts in told]
    if isinstance(block, Table):
        return [block.caption, *block.head, *(run.text for row in block.rows for cell in row for run in cell)]
    groups = block.items if isinstance(block, Bullets) else (block.runs,)
    return [run.text for runs in groups for run in runs]
