"""`gigawatch read`: claims of documents to standard output, no workspace needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from gigawatch.cli.terminal import Tally, print_table, say
from gigawatch.intake.format import BUNDLES, NAMES
from gigawatch.model import GigawatchError, InputError, Kind

if TYPE_CHECKING:
    from gigawatch.claims.proposal import ModelReader
    from gigawatch.model import Claim, Document, QuantityClaim


class ReadFormat(StrEnum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class ReadKind(StrEnum):
    """Which claims are printed."""

    QUANTITY = "quantity"
    EVENT = "event"
    AGREEMENT = "agreement"
    PLEDGE = "pledge"
    STATEMENT = "statement"
    SUPERLATIVE = "superlative"
    ALL = "all"


KEYS = (
    *("document", "lang", "measure", "value", "high", "unit", "qualifier", "subject", "object", "place", "period"),
    *("status", "phase", "basis", "multiple", "same_as", "speaker", "surface", "start", "end", "id", "confidence"),
    "reader",
)
NARRATIVE_KEYS = ("document", "lang", "surface", "start", "end", "id", "confidence", "reader")


def register(app: typer.Typer) -> None:
    """Add this group's command to the application."""
    app.command(epilog=_field_help())(read)


def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=f"Files or folders: {NAMES}, {BUNDLES}.")],
    output: Annotated[ReadFormat, typer.Option("--format", help="table for people, jsonl for programs.")] = (
        ReadFormat.TABLE
    ),
    kind: Annotated[ReadKind, typer.Option("--kind", help="Which claims to print.")] = ReadKind.QUANTITY,
    text: Annotated[bool, typer.Option("--text", help="Print the kept text that offsets count in.")] = False,
    llm: Annotated[
        bool, typer.Option("--llm", help="Send the texts to a language model for a second reading.")
    ] = False,
    address: Annotated[
        str, typer.Option("--llm-address", metavar="URL", envvar="GIGAWATCH_LLM_ADDRESS", help="Where it is asked.")
    ] = "",
    model: Annotated[
        str, typer.Option("--llm-model", metavar="NAME", envvar="GIGAWATCH_LLM_MODEL", help="Which model is asked.")
    ] = "",
    timeout: Annotated[
        float, typer.Option("--llm-timeout", min=1, metavar="SECONDS", help="How long one answer may take.")
    ] = 120.0,
    review: Annotated[
        Path | None, typer.Option("--review", metavar="FILE.jsonl", help="Where its disagreements are written.")
    ] = None,
) -> int:
    """Print the claims of documents, each with the words it came from and their offsets."""
    faults: list[str] = []
    reader = _second_reader(address, model, timeout, kind) if llm else None
    is_shown = not sys.stdout.isatty() or (output is ReadFormat.TABLE and not text)
    documents = _load(paths, faults, is_shown=is_shown)
    if text:
        for document in documents:
            typer.echo(document.text, nl=False)
    else:
        with _open_review(review, reader) as file:
            count = _print_claims(documents, output, kind, reader, file)
        if not count and not faults:
            faults.append(f"{', '.join(map(str, paths))}: no document is there (those read: {NAMES}, {BUNDLES})")
    for fault in faults:
        say(f"gigawatch: {fault}")
    return 1 if faults or (reader and reader.is_lost) else 0


def _second_reader(address: str, model: str, timeout: float, kind: ReadKind) -> ModelReader:
    from gigawatch.cli.endpoint import open_reader

    if kind not in (ReadKind.QUANTITY, ReadKind.ALL):
        raise typer.BadParameter("a language model proposes quantities only", param_hint="--llm")
    return open_reader(address, model, timeout, Path())


def _open_review(path: Path | None, reader: ModelReader | None) -> TextIO | nullcontext[None]:
    """The file of disagreements, opened before anything is asked; never a document's."""
    if path is None:
        return nullcontext()
    if reader is None:
        raise typer.BadParameter("there is nothing to review without --llm", param_hint="--review")
    if path.suffix != ".jsonl":
        raise InputError("a review is written to a file that ends in .jsonl", where=str(path), hint="name it so")
    return path.open("w", encoding="utf-8")


def _load(paths: Sequence[Path], faults: list[str], *, is_shown: bool) -> Iterator[Document]:
    with Tally("documents", is_shown=is_shown).running() as tally:
        for path in paths:
            for found in _read_files(path):
                tally.show(str(path))
                if isinstance(found, GigawatchError):
                    faults.append(str(found))
                else:
                    yield found


def _read_files(path: Path) -> Iterator[Document | GigawatchError]:
    from gigawatch.intake import find_files, load_documents
    from gigawatch.intake.folder import ARCHIVES, FETCHED
    from gigawatch.run.kept import LOG

    try:
        for file in find_files(path):
            if file == path or file.name not in {
                ARCHIVES,
                FETCHED,
                LOG,
            }:  # logs lie beside a workspace's documents
                yield from load_documents(file)
    except GigawatchError as fault:
        yield fault


def _print_claims(
    documents: Iterator[Document], output: ReadFormat, kind: ReadKind, reader: ModelReader | None, review: TextIO | None
) -> int:
    """How many documents there were; their claims are printed."""
    from gigawatch.claims import read_claims

    kinds = list(Kind) if kind is ReadKind.ALL else [Kind(kind.value)]
    claims: list[Claim] = []
    count = 0
    for count, document in enumerate(documents, start=1):  # noqa: B007  # told when the loop is over
        reading = read_claims(document, kinds=kinds)
        for notice in reading.notices:
            say(f"gigawatch: {document.path}: {notice.removeprefix(f'{document.path}: ')}")
        found = [*reading.claims, *(_read_again(document, reading.claims, reader, review) if reader else [])]
        found.sort(key=lambda claim: (claim.start, claim.end))
        named = [as_record(claim, document.path) for claim in found]
        if output is ReadFormat.JSONL:
            for record in named:
                typer.echo(json.dumps(record, ensure_ascii=False))
        claims.extend(found)
    if output is ReadFormat.TABLE and count:
        _print_tables(claims)
    return count


def _read_again(
    document: Document, claims: Sequence[Claim], reader: ModelReader, review: TextIO | None
) -> Sequence[Claim]:
    """The claims that a language model adds; what it differs in goes to the review."""
    from gigawatch.claims.proposal import review_lines, summary

    second = reader.read(document, claims)
    for notice in second.notices:
        say(f"gigawatch: {document.path}: {notice}")
    if not reader.is_lost:
        say(f"gigawatch: {document.path}: {summary(second)}")
    if review:
        review.writelines(f"{line}\n" for line in review_lines(second, document.path))
        review.flush()
    return second.claims


def as_record(claim: Claim, document: str) -> dict[str, object]:
    """A claim as the contract prints it, its document by the path given."""
    if claim.kind is Kind.QUANTITY:
        return {"kind": "quantity", **{key: getattr(claim, key) for key in KEYS}, "document": document}
    values = {key: getattr(claim, key) for key in NARRATIVE_KEYS}
    return {"kind": claim.kind.value, **values, "document": document, "data": dict(claim.data)}  # type: ignore[union-attr]  # every other kind is narrative


def _print_tables(claims: Sequence[Claim]) -> None:
    quantities = [claim for claim in claims if claim.kind is Kind.QUANTITY]
    narratives = [claim for claim in claims if claim.kind is not Kind.QUANTITY]
    if quantities or not narratives:
        head = ("measure", "value", "subject", "object", "place", "period", "status", "words")
        print_table(head, (_quantity_row(claim) for claim in quantities))  # type: ignore[arg-type]  # chosen by kind
    if narratives:
        print_table(("kind", "what", "words"), (_narrative_row(claim) for claim in narratives))


def _quantity_row(claim: QuantityClaim) -> tuple[str, ...]:
    from gigawatch.quantity import format_quantity

    value = format_quantity(claim.quantity, claim.lang)
    fields = (claim.subject, claim.object, claim.place, claim.period, claim.status)
    return (claim.measure, value, *(field or "-" for field in fields), claim.surface)


def _narrative_row(claim: Claim) -> tuple[str, ...]:
    data = getattr(claim, "data", {})
    said = "; ".join(f"{key}: {_short(value)}" for key, value in data.items() if value not in (None, [], {}))
    return claim.kind.value, said, claim.surface


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _field_help() -> str:
    from gigawatch.claims import FIELDS

    lines = [f"{kind.value}: {', '.join(names)}." for kind, names in FIELDS.items()]
    return "Fields of each kind (of `data`, but for quantity). " + " ".join(lines)
