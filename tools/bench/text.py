"""The texts of the benchmark: the documents of the bundled sample (the gold documents), each language apart."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

SAMPLE = Path(__file__).parents[2] / "src" / "gigawatch" / "run" / "sample" / "yibin" / "documents"


class Text(TypedDict):
    """One document as every party is given it: the kept text, its language and the day it was published."""

    path: str
    text: str
    language: str
    published: str | None


def load_texts() -> dict[str, list[Text]]:
    """The sample's documents by language."""
    from gigawatch.intake import load_document

    texts: dict[str, list[Text]] = {"en": [], "zh": []}
    for path in sorted(SAMPLE.glob("*.md")):
        document = load_document(path)
        day = document.published.isoformat() if document.published else None
        language = document.language or "en"
        texts[language].append(Text(path=path.name, text=document.text, language=language, published=day))
    return texts
