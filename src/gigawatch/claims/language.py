"""Which language a text is in: Chinese and English are told by their script and small words, the rest by lingua."""

from __future__ import annotations

import re

_HAN = re.compile("[\u4e00-\u9fff]")
_KANA_HANGUL = re.compile("[\u3041-\u30ff\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|for|with|its|by|that|from|was|will|has|are|be|at)\b", re.IGNORECASE)
SAMPLE = 4000
OTHERS = (
    "GERMAN", "FRENCH", "SPANISH", "ITALIAN", "PORTUGUESE", "DUTCH", "POLISH", "HUNGARIAN", "SWEDISH", "JAPANESE",
    "KOREAN", "RUSSIAN", "SERBIAN", "TURKISH", "VIETNAMESE", "INDONESIAN", "CZECH", "SLOVAK", "FINNISH", "BOKMAL",
    "ARABIC", "THAI",
)  # fmt: skip


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the text's language.

    >>> detect_language("年产10GWh动力电池项目开工"), detect_language("The plant makes 10 GWh of cells a year.")
    ('zh', 'en')
    """
    head = text[:SAMPLE]
    han, latin = len(_HAN.findall(head)), len(_LATIN.findall(head))
    if han and not _is_other_script(head, han) and han * 4 >= latin:
        return "zh"
    words = max(1, latin // 5)
    if latin and len(_ENGLISH.findall(head)) / words >= 0.08 and latin > 2 * len(_KANA_HANGUL.findall(head)):
        return "en"
    return _ask_lingua(head)


def _is_other_script(head: str, han: int) -> bool:
    return len(_KANA_HANGUL.findall(head)) * 3 > han


def _ask_lingua(head: str) -> str:
    from lingua import Language, LanguageDetectorBuilder

    names = [Language.ENGLISH, Language.CHINESE, *(getattr(Language, name) for name in OTHERS)]
    found = LanguageDetectorBuilder.from_languages(*names).with_low_accuracy_mode().build().detect_language_of(head)
    return found.iso_code_639_1.name.lower() if found else "en"
