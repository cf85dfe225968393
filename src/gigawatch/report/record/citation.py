"""How an edition is cited: a line, a BibTeX entry and a CITATION.cff, all from the same few fields."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gigawatch.quantity.telling import tell_period
from gigawatch.report.block import Content, Paragraph, Section, Styled
from gigawatch.report.publication import Publication
from gigawatch.report.sentence import Slot, fill

MAKER = "Gigawatch"
PART = "citing"
VERIFY = "gigawatch report --verify"
SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: who hands it in, its titles, its edition, its day and its content hash."""

    lang: str
    issuer: str
    organisation: str
    title: str
    subtitle: str
    edition: str
    dated: str
    digest: str

    @classmethod
    def of(cls, content: Content, publication: Publication, digest: str) -> Citation:
        """The citation of one language's content."""
        cover = publication.house.cover
        organisation = cover.organisation.get(content.lang, "")
        issuer = cover.issuer(content.lang) or MAKER
        told = (content.title, content.subtitle, content.edition, content.dated)
        return cls(content.lang, issuer, organisation or issuer, *told, digest)

    @property
    def hash(self) -> str:
        """The content hash with the name of its method; empty where there is none."""
        return f"sha256:{self.digest}" if self.digest else ""

    @property
    def day(self) -> str:
        """The newest day among the sources, in words."""
        return tell_period(self.dated, self.lang)


def cite(content: Content, publication: Publication, digest: str) -> Content:
    """The content with the part that tells how to cite it, in the section on method or else before the sources."""
    part = _part(Citation.of(content, publication, digest))
    sections = list(content.sections)
    ids = [section.id for section in sections]
    if "method" in ids:
        at = ids.index("method")
        sections[at] = replace(sections[at], sections=(*sections[at].sections, part))
    else:
        sections.insert(ids.index("sources"), part)
    return replace(content, sections=tuple(sections))


def _part(told: Citation) -> Section:
    slots: dict[str, Slot] = {
        "issuer": Styled(told.issuer, ("cite",)),
        "title": Styled(told.title, ("cite",)),
        "subtitle": Styled(told.subtitle, ("cite",)),
        "edition": Styled(told.edition, ("code",)),
        "day": told.day,
        "digest": Styled(told.hash, ("code",)),
    }
    return Section(
        PART,
        _say("citing.title", told.lang),
        (
            Paragraph(fill("citing.lead", told.lang, {})),
            Paragraph(fill("citing.line", told.lang, slots), "quote"),
            Paragraph(fill("citing.check", told.lang, {"command": Styled(VERIFY, ("code",))})),
            Paragraph((Styled(bibtex(told).strip(), ("code",)),), "note"),
        ),
    )


def cited_as(content: Content, publication: Publication) -> str:
    """The line to cite a content by, in words: that of its part on citing, without a content hash where it has none."""
    parts = (one for section in content.sections for one in (section, *section.sections) if one.id == PART)
    part = next(parts, None)
    blocks = (part or _part(Citation.of(content, publication, ""))).blocks
    line = next(block for block in blocks if isinstance(block, Paragraph) and block.kind == "quote")
    return "".join(run.text for run in line.runs)


def bibtex(told: Citation) -> str:
    """The entry for BibTeX."""
    note = _say("citing.note", told.lang, edition=told.edition, day=told.day, digest=told.hash)
    fields = {
        "author": f"{{{_escape(told.issuer)}}}",
        "title": f"{{{_escape(told.title)}}}",
        "institution": f"{{{_escape(told.organisation)}}}",
        "year": told.dated[:4],
        "number": told.edition,
        "note": _escape(note),
        "language": {"en": "english", "zh": "chinese"}[told.lang],
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@techreport{{gigawatch-{told.edition}-{told.lang},\n{lines}\n}}\n"


def citation_file(told: Sequence[Citation]) -> str:
    """The CITATION.cff of an edition (format 1.2.0, https://citation-file-format.github.io), in its first language.

    The report itself stands under `preferred-citation`, since the format's own entry is of software or data.
    """
    first = told[0]
    report = [
        "preferred-citation:",
        "  type: report",
        *(f"  {line}" for line in _common(first)),
        *([f"  year: {first.dated[:4]}"] if first.dated else []),
        "  institution:",
        f"    name: {_quote(first.organisation)}",
        f"  notes: {_quote(first.hash)}",
    ]
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quote(_say('citing.message', first.lang))}",
        "type: dataset",
        *_common(first),
        *([f"date-released: {_quote(first.dated)}"] if _is_day(first.dated) else []),
        f"version: {_quote(first.edition)}",
        "identifiers:",
        "  - type: other",
        f"    value: {_quote(first.hash)}",
        '    description: "content hash of the report in all its languages"',
        *report,
    ]
    return "\n".join(lines) + "\n"


def _common(told: Citation) -> list[str]:
    return [f"title: {_quote(f'{told.title}. {told.subtitle}')}", "authors:", f"  - name: {_quote(told.issuer)}"]


def _say(key: str, lang: str, **slots: str) -> str:
    return "".join(run.text for run in fill(key, lang, slots))


def _quote(text: str) -> str:
    """A text as YAML: what JSON writes is valid there."""
    return json.dumps(text, ensure_ascii=False)


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text.replace("\\", "/"))


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))
