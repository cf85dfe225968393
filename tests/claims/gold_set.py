"""The gold set: labelled documents, where their texts lie, and which of them are held out."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

GOLD = Path(__file__).parent / "gold"
SAMPLE = Path(str(files("gigawatch"))) / "run" / "sample" / "yibin" / "documents"
LANGUAGES = ("en", "zh")
LABELS = sorted(path for language in LANGUAGES for path in (GOLD / language).glob("*.json"))
HELD_OUT = (range(141, 169), range(241, 269))


def document_of(label: Path) -> Path:
    """Where the document of a label file lies: in the bundled sample, else beside the labels."""
    name = f"{label.stem}.md"
    return SAMPLE / name if (SAMPLE / name).is_file() else GOLD / "document" / label.parent.name / name


def is_of_the_sample(label: Path) -> bool:
    """Whether a label file is about a document of the bundled sample."""
    return document_of(label).parent == SAMPLE


def is_held_out(label: Path) -> bool:
    """Whether a label file is only ever scored: nobody reads it, or its document, to make or train rules."""
    return any(int(label.stem[:3]) in numbers for numbers in HELD_OUT)
