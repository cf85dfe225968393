"""What a house style holds; the default is the look that ships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gigawatch.report.house.outline import Outlines

INK, ACCENT = "#1c2128", "#005a9c"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper: its name for the typesetter and for style sheets, width and height in centimetres."""

    typst: str
    css: str
    width: float
    height: float


PAPERS = {"a4": Paper("a4", "A4", 21.0, 29.7), "letter": Paper("us-letter", "letter", 21.59, 27.94)}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of the house: its bytes and their kind, `png` or `svg`."""

    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Face:
    """A font by its family: one of the fonts that ship, or that of a file of the workspace."""

    family: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says, by language; what a language lacks is left to the report."""

    title: Words = field(default_factory=dict)
    subtitle: Words = field(default_factory=dict)
    author: Words = field(default_factory=dict)
    organisation: Words = field(default_factory=dict)
    note: Words = field(default_factory=dict)

    def issuer(self, lang: str) -> str:
        """Who hands the report in: the author and the organisation; empty where neither is named."""
        named = (self.author.get(lang), self.organisation.get(lang))
        return ("，" if lang == "zh" else ", ").join(filter(None, named))


@dataclass(frozen=True, slots=True)
class House:
    """One house style. `leave_out` are ids of sections; `templates` files that replace shipped ones, by name;
    `outlines` what maps are drawn on.

    `notices` are what a person should look at: a colour too pale to read, a font that may not be embedded.
    """

    primary: str = INK
    accent: str = ACCENT
    logo: Logo | None = None
    font: Face | None = None
    heading_font: Face | None = None
    cover: Cover = field(default_factory=Cover)
    languages: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    paper: Paper = PAPERS["a4"]
    templates: Mapping[str, Path] = field(default_factory=dict)
    outlines: Outlines = field(default_factory=Outlines)
    notices: tuple[str, ...] = ()

    def for_others(self) -> House:
        """The look alone, for all but the workspace's own report: without its titles, with every section."""
        return replace(self, cover=replace(self.cover, title={}, subtitle={}), leave_out=())

    @property
    def has_colours(self) -> bool:
        """True where some colour differs from the shipped ones."""
        return (self.primary, self.accent) != (INK, ACCENT)

    @property
    def font_files(self) -> tuple[Path, ...]:
        """The files of the fonts that do not ship."""
        faces = (self.font, self.heading_font)
        return tuple(dict.fromkeys(face.path for face in faces if face is not None and face.path is not None))
