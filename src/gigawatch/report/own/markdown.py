"""Markdown as blocks of the report: paragraphs, headings, lists, emphasis, links, tables. Raw HTML is words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.report.address import is_web_address
from gigawatch.report.block import Block, Bullets, Paragraph, Run, Runs, Section, Styled, Table
from gigawatch.report.own.emphasis import open_or_close
from gigawatch.report.own.evidence import Tell, is_evidence, link_evidence
from gigawatch.report.own.text import OwnText
from gigawatch.report.pen import Pen

if TYPE_CHECKING:
    from markdown_it.token import Token

LOOKS = {"strong_open": "strong", "em_open": "emphasis"}
NEITHER = {"hr": "a rule", "fence": "a block of code", "code_block": "a block of code", "image": "a picture"}
DEEPEST = 3


@dataclass(slots=True)
class _Part:
    """A heading's part of a text while it is being read: its depth, title, blocks and the parts below it."""

    depth: int
    title: str
    blocks: list[Block] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)


def compose_text(pen: Pen, text: OwnText, tell: Tell) -> Section:
    """A text as a section that bears its author's name and day."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.inline.ruler.at("emphasis", open_or_close)
    tokens = markdown.parse(text.words)
    top = _Reader(pen, text, tokens, tell).read()
    day = pen.period(text.dated)
    return _section(top, f"own-{text.name}", pen.word("own.byline", author=text.author, day=day))


def _section(part: _Part, identity: str, byline: str = "") -> Section:
    inner = tuple(_section(one, f"{identity}-{number}") for number, one in enumerate(part.parts, 1))
    return Section(identity, part.title, tuple(part.blocks), inner, byline)


class _Reader:
    """Reads the tokens of one text in order."""

    def __init__(self, pen: Pen, text: OwnText, tokens: Sequence[Token], tell: Tell) -> None:
        self.pen, self.text, self.tokens, self.tell = pen, text, tokens, tell
        self.at = 0
        self.line, self.title = text.line, text.title

    def read(self) -> _Part:
        top = _Part(0, self.text.title)
        path = [top]
        while self.at < len(self.tokens):
            token = self._next()
            if token.type == "heading_open":
                self._open_part(path, int(token.tag[1:]))
            else:
                path[-1].blocks.extend(self._block(token))
        return top

    def _open_part(self, path: list[_Part], depth: int) -> None:
        while path[-1].depth >= depth:
            path.pop()
        if len(path) > DEEPEST - 1:
            raise self._fault("headings stand deeper than the report's", "use two levels at most")
        part = _Part(depth, self._plain(self._next()))
        self._next()
        self.title = part.title
        path[-1].parts.append(part)
        path.append(part)

    def _next(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        if token.map is not None:
            self.line = self.text.line + token.map[0]
        return token

    def _block(self, token: Token) -> Iterator[Block]:
        if token.type == "paragraph_open":
            yield Paragraph(self._inline(self._next()))
            self._next()
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Bullets(tuple(self._items()), token.type == "ordered_list_open")
        elif token.type == "blockquote_open":
            yield from self._quotes()
        elif token.type == "table_open":
            yield self._table()
        else:
            what = NEITHER.get(token.type, f"{token.type.removesuffix('_open').replace('_', ' ')}")
            raise self._fault(f"{what} has no place in the report", "use paragraphs, headings, lists, quotes, tables")

    def _items(self) -> Iterator[Runs]:
        """The items of a list; several paragraphs of one stand on lines of their own."""
        runs: list[Run] = []
        while not (token := self._next()).type.endswith("_list_close"):
            if token.type == "inline":
                runs += [*([Styled("\n")] if runs else []), *self._inline(token)]
            elif token.type == "list_item_close":
                yield tuple(runs)
                runs = []
            elif token.type not in ("list_item_open", "paragraph_open", "paragraph_close"):
                raise self._fault("a list holds more than words", "write lists of one level, without tables in them")

    def _quotes(self) -> Iterator[Block]:
        while (token := self._next()).type != "blockquote_close":
            if token.type == "inline":
                yield Paragraph(self._inline(token), "quote")
            elif token.type not in ("paragraph_open", "paragraph_close"):
                raise self._fault("a quotation holds more than paragraphs", "write it as paragraphs")

    def _table(self) -> Table:
        head: list[str] = []
        rows: list[list[Runs]] = []
        numeric: dict[int, None] = {}
        is_head, column = True, 0
        while (token := self._next()).type != "table_close":
            if token.type == "thead_close":
                is_head = False
            elif token.type == "tr_open":
                column = 0
                if not is_head:
                    rows.append([])
            elif token.type in ("th_open", "td_open") and "right" in str(token.attrs.get("style", "")):
                numeric[column] = None
            elif token.type == "inline":
                head.append(self._plain(token)) if is_head else rows[-1].append(self._inline(token))
                column += 1
        told = tuple(tuple(row) for row in rows)
        return Table(self.title, tuple(head), told, tuple(numeric))

    def _plain(self, token: Token) -> str:
        """Words without looks, for headings and heads of tables, which lead nowhere."""
        if any(one.type == "link_open" for one in token.children or ()):
            raise self._fault("a heading cannot be a link", "put the link into the text below it")
        return "".join(run.text for run in self._inline(token)).replace("\n", " ").strip()

    def _inline(self, token: Token) -> Runs:
        return tuple(_join(list(self._runs(token.children or ()))))

    def _runs(self, tokens: Sequence[Token]) -> Iterator[Run]:
        looks: list[str] = []
        address, inside = "", ""
        for token in tokens:
            if token.type in LOOKS:
                looks.append(LOOKS[token.type])
            elif token.type in ("strong_close", "em_close"):
                looks.pop()
            elif token.type == "link_open":
                address, inside = str(token.attrs["href"]), ""
                self._check_address(address)
            elif token.type == "link_close":
                if is_evidence(address):
                    yield from link_evidence(self.pen, inside, address, self._where(), self.tell)
                address = ""
            elif is_evidence(address):
                inside += self._told(token)
            else:
                own = ("code",) if token.type == "code_inline" else ()
                yield Styled(self._told(token), (*own, *looks), address)

    def _told(self, token: Token) -> str:
        if token.type in ("text", "code_inline", "text_special"):
            return token.content
        if token.type == "softbreak":
            return "" if self.text.lang == "zh" else " "
        if token.type == "hardbreak":
            return "\n"
        raise self._fault(f"{NEITHER.get(token.type, token.type)} has no place in the report", "leave it out")

    def _check_address(self, address: str) -> None:
        if not is_evidence(address) and not is_web_address(address):
            hint = "link to https://..., fact:ID, claim:ID or cell:ID"
            raise self._fault(f"the link to {address!r} leads nowhere", hint)

    def _where(self) -> str:
        return f"{self.text.where}:{self.line}"

    def _fault(self, what: str, hint: str) -> InputError:
        return InputError(what, where=self._where(), hint=hint)


def _join(runs: list[Run]) -> Iterator[Run]:
    """Neighbours of one look as one, empty ones left out."""
    held: Styled | None = None
    for run in runs:
        if isinstance(run, Styled) and held is not None and (held.looks, held.url) == (run.looks, run.url):
            held = Styled(held.text + run.text, held.looks, held.url)
            continue
        if held is not None and held.text:
            yield held
        held = run if isinstance(run, Styled) else None
        if held is None:
            yield run
    if held is not None and held.text:
        yield held
