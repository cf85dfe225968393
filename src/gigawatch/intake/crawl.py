"""Web archives of any size: what is about the industry is kept, few pages as files, many in one packed file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from pathlib import Path

from gigawatch.intake.archive import NO_SUCCESS, OTHER_TYPE, DamageError, Page, read_archive
from gigawatch.intake.crawled import WHOLE, Crawled, Gone, hash_ends, hash_whole, is_same
from gigawatch.intake.document import make_document
from gigawatch.intake.format import ENDINGS, Format
from gigawatch.intake.keep import Outcome, Shelf, keep_page
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.intake.metadata import Metadata, read_metadata, read_sidecar
from gigawatch.intake.pack import Packed, write_pack
from gigawatch.intake.page import decode_page, read_markup
from gigawatch.intake.slug import name_address
from gigawatch.intake.topic import topic
from gigawatch.model import Document, GigawatchError, InputError, WorkspaceError
from gigawatch.model.machine import can_split, count_cores
from gigawatch.model.split import map_split

FEW = 100  # pages that are kept as files of their own; more of one archive go into a pack
FEW_BYTES = 20_000_000  # bytes of such pages
LONGEST_STEM = 60  # characters of an archive's name in that of its pack
BESIDES = {OTHER_TYPE: "of another type or empty", NO_SUCCESS: "without success"}  # answers that are no pages, by why
Show = Callable[[str], None]


@dataclass(slots=True)
class Counted:
    """What became of the pages of one archive; what was left out are answers that are no pages."""

    pages: int = 0
    off_topic: int = 0
    kept: int = 0
    again: int = 0
    refused: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    set_aside: Counter[str] = field(default_factory=Counter)

    def tell(self) -> str:
        """The counts in one line: those of the pages add up."""
        aside = "; ".join(f"{what}: {count:,}" for what, count in self.set_aside.most_common())
        parts = [
            f"{self.off_topic:,} off topic",
            f"{self.kept:,} kept",
            f"{self.again:,} a second time" if self.again else "",
            f"{self.refused:,} that could not be kept" if self.refused else "",
            f"{sum(self.set_aside.values()):,} set aside" + (f" ({aside})" if aside else ""),
        ]
        besides = [f"{self.left_out[why]:,} {words}" for why, words in BESIDES.items() if self.left_out[why]]
        pages = f"{self.pages:,} page{'' if self.pages == 1 else 's'}: {', '.join(filter(None, parts))}"
        return f"{pages}; answers that are no pages: {', '.join(besides)}" if besides else pages


@dataclass(slots=True)
class Went:
    """What going through an archive came to: few pages to keep as files, or the pack that many are written into."""

    counted: Counted
    faults: list[GigawatchError]
    few: list[Page] = field(default_factory=list)
    pack: Path | None = None


@dataclass(slots=True)
class Crawl:
    """The way of archives into a folder of documents; `is_all` keeps what is not about the industry too."""

    shelf: Shelf
    limits: Limits = DEFAULT
    is_all: bool = False
    show: Show = lambda _: None
    _done: Crawled = field(init=False)

    def __post_init__(self) -> None:
        self._done = Crawled(self.shelf.folder)

    def keep(self, sources: Sequence[Path]) -> Iterator[Outcome | str]:
        """Keep the pages of archives that are about the industry, and tell what became of all pages of each.

        Several archives are gone through at once, one on each core; what is kept and told does not depend on that.
        """
        rule = name_rule(is_all=self.is_all)
        left: dict[str, list[Path]] = {}
        for source in sources:
            try:
                digest = hash_ends(source)
                known = self._done.find(source, digest, rule)
                alike = left.setdefault(digest, [])
                same = None if known else next((one for one in alike if is_same(one, source)), None)
            except InputError as fault:
                yield fault
                continue
            if known is not None:
                yield _tell_known(source, known)
            elif same is not None:
                yield f"the same archive as {same}: {source}"
            else:
                alike.append(source)
        digests = {source: digest for digest, alike in left.items() for source in alike}
        others = {source for alike in left.values() for source in alike[1:]}
        with closing(self._go(list(digests), others)) as gone:
            for source, went in gone:
                yield from self._keep(source, went)
                if all(isinstance(fault, DamageError) for fault in went.faults):  # which gives no more next time
                    gone_through = Gone(went.counted.pages, went.counted.kept, is_damaged=bool(went.faults))
                    self._done.note(source, digests[source], rule, gone_through)

    def _go(self, sources: Sequence[Path], others: Set[Path]) -> Generator[tuple[Path, Went]]:
        paths = [Passage(one, self.shelf.folder, self.limits, self.is_all, one in others) for one in sources]
        processes = min(len(paths), count_cores())
        if processes < 2 or not can_split():
            for path in paths:
                yield path.source, path.go(self.show)
            return
        with closing(map_split(lambda number: paths[number].go(), len(paths), processes)) as gone:
            for number, went in gone:
                self.show(f"{number + 1:,} of {len(paths):,} web archives")
                yield paths[number].source, went

    def _keep(self, source: Path, went: Went) -> Iterator[Outcome | str]:
        """Keep what was found, and tell it."""
        over = tell_source(source, self.limits)
        for page in went.few:
            try:
                kept = keep_page(page, over, {}, self.shelf, self.limits, f"{source}#{page.address}")
            except GigawatchError as fault:
                went.faults.append(fault)
                went.counted.refused += 1
                continue
            went.counted.kept += kept.is_new
            went.counted.again += not kept.is_new
            yield kept
        if went.pack is not None:
            yield f"kept: documents/{went.pack.name} ({went.counted.kept:,} documents)"
        yield from went.faults
        yield f"{source}: {went.counted.tell()}"


@dataclass(frozen=True, slots=True)
class Passage:
    """The way through one archive; `is_other` where another one beside it has the same size and ends."""

    source: Path
    folder: Path
    limits: Limits
    is_all: bool
    is_other: bool = False

    def go(self, show: Show = lambda _: None) -> Went:
        """Go through the archive; many pages are written into a pack on the way."""
        went = Went(Counted(), [])
        found = self._find(went, show)
        head = list(_take_few(found))
        if len(head) <= FEW and sum(len(page.data) for page, _ in head) <= FEW_BYTES:
            went.few = [page for page, _ in head]
            return went
        digest = hash_whole(self.source).removeprefix(WHOLE) if self.is_other else hash_ends(self.source)
        went.pack = self.folder / name_pack(self.source, digest)
        try:
            went.counted.kept = write_pack(went.pack, (packed for _, packed in chain(head, found)))
        except OSError as error:
            hint = "check that the disk has room and the folder may be written"
            raise WorkspaceError(f"cannot be written: {error.strerror}", where=str(went.pack), hint=hint) from error
        return went

    def _find(self, went: Went, show: Show) -> Iterator[tuple[Page, Packed]]:
        """The pages to keep, each once, with what is read of them."""
        over, counted = tell_source(self.source, self.limits), went.counted
        texts: dict[str, bytes] = {}
        for page in read_archive(self.source, self.limits, counted.left_out):
            if isinstance(page, GigawatchError) and page.where == str(self.source):
                went.faults.append(page)
                continue
            counted.pages += 1
            show(f"{self.source.name}: {counted.pages:,} pages, {len(texts):,} to keep")
            try:
                if isinstance(page, GigawatchError):
                    raise page
                packed = self._read(page, over, f"{self.source}#{page.address}")
            except GigawatchError as fault:
                counted.set_aside[fault.what] += 1
                continue
            if packed is None:
                counted.off_topic += 1
                continue
            told = hashlib.sha256(packed.text.encode()).digest()
            if texts.get(packed.name, told) != told:
                packed = replace(packed, name=f"{packed.name}-{told.hex()[:8]}")
            if packed.name in texts:
                counted.again += 1
                continue
            texts[packed.name] = told
            yield page, packed

    def _read(self, page: Page, over: Mapping[str, object], where: str) -> Packed | None:
        """What is read of a page; None where it is off topic."""
        said = {"url": page.address, "encoding": page.encoding, "fetched": page.fetched, **over}
        kind = ENDINGS[page.ending]
        if kind is not Format.PAGE:
            document = make_document(page.data, kind, where, said, limits=self.limits)
            return self._pack(page, document.text, document)
        declared = said["encoding"]
        markup = decode_page(page.data, where, str(declared) if declared else None)
        if not self.is_all and not topic().may_pass_page(markup):
            return None
        extract = read_markup(markup, self.limits, where)
        values = {**extract.values, **{key: value for key, value in said.items() if value is not None}}
        return self._pack(page, extract.text, read_metadata(values, where))

    def _pack(self, page: Page, text: str, known: Metadata | Document) -> Packed | None:
        if not self.is_all and not topic().is_met(f"{known.title or ''}\n{text}"):
            return None
        told = {key: getattr(known, key) for key in asdict(Metadata())}
        return Packed(name_address(page.address, page.ending), text, **told)


def name_rule(*, is_all: bool) -> str:
    """What the rule is called by which pages are kept: `all`, or the mark of the words of the industry."""
    return "all" if is_all else topic().mark


def tell_source(source: Path, limits: Limits) -> dict[str, object]:
    """What holds for every page of an archive: its name, and what its sidecar says."""
    return {"archive": source.name, **read_sidecar(source, limits)}


def name_pack(source: Path, digest: str) -> str:
    """What the pack of an archive is called: after the archive, and never as that of another one."""
    stem = source.name.removesuffix(".gz").removesuffix(".warc")[:LONGEST_STEM] or "archive"
    return f"{stem}-{digest[:8]}.parquet"


def _tell_known(source: Path, known: Gone) -> str:
    """What is told of an archive that was gone through before."""
    damage = "; it is damaged or was cut short, add a whole copy where there is one" if known.is_damaged else ""
    return f"gone through already: {source} ({known.kept:,} of {known.pages:,} pages kept{damage})"


def _take_few(found: Iterator[tuple[Page, Packed]]) -> Iterator[tuple[Page, Packed]]:
    """The first pages, until it is known that they are more than few."""
    count = size = 0
    for page, packed in found:
        yield page, packed
        count, size = count + 1, size + len(page.data)
        if count > FEW or size > FEW_BYTES:
            return
