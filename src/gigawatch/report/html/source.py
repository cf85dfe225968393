"""The numbered sources as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from gigawatch.report.address import is_web_address
from gigawatch.report.bibliography import Bibliography, Source
from gigawatch.report.origin import group_sources, tell_in_group, tell_origin

if TYPE_CHECKING:
    from gigawatch.report.html.block import Linker


def render_bibliography(block: Bibliography, linker: Linker) -> str:
    """Every source with where it is found, those that one table names below its title."""
    return "".join(_sources(table, group, linker) for table, group in group_sources(block.sources))


def _sources(table: str, sources: Sequence[Source], linker: Linker) -> str:
    """Sources in a list, below the title of the table that names them all."""
    tell = _grouped if table else _source
    items = "".join(f'<li id="src-{s.number}" value="{s.number}">{tell(s, linker)}</li>' for s in sources)
    title = f'<p class="group"><cite>{escape(table)}</cite></p>' if table else ""
    return f'{title}<ol class="sources">{items}</ol>'


def _grouped(source: Source, linker: Linker) -> str:
    return f"{tell_in_group(source, linker.lang, cite)}<br>{render_address(source.url)}"


def _source(source: Source, linker: Linker) -> str:
    told = f"<cite>{escape(source.title)}</cite>{tell_origin(source, linker.lang, cite)}"
    note = f" <cite>{escape(source.note)}</cite>" if source.note and not source.url else ""
    address = render_address(source.url)
    return f"{told}{note}<br>{address}" if address else f"{told}{note}"


def cite(text: str) -> str:
    """The title of a work."""
    return f"<cite>{escape(text)}</cite>"


def render_address(address: str | None) -> str:
    """An address of the web as a link, any other as words."""
    if not is_web_address(address):
        return escape(address or "")
    return f'<a rel="nofollow noopener noreferrer" href="{escape(address or "")}">{escape(address or "")}</a>'
