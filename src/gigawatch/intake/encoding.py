"""Bytes to characters: the byte order mark, then what is declared, then what the bytes themselves make likely.

Detection is a strict decoding in each known encoding, and a look at whether the result reads as text. Chinese in a
wrong Chinese encoding still decodes, into rare characters; running text is made of the commonest thousand or two.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from gigawatch.model import InputError

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252", "ascii": "cp1252"}
NO_TEXT = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs of Python that no document is written in: some give halves of characters, or take the square of the length."""
WIDE = ("utf-16-le", "utf-16-be")
CHINESE = ("gb18030", "big5hkscs")
PLAUSIBLE = 0.55  # running Chinese lies above 0.8; Korean and Japanese read as Chinese below 0.4, the rest below 0.2
LEAD = 0.15  # by how much the likeliest encoding must beat the next
STRAY = 0.005  # the share of broken characters that a page is forgiven
SAMPLE = 20_000
PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》【】—…·％－～　")


def decode_bytes(data: bytes, where: str, declared: Iterable[str] = (), *, is_lenient: bool = False) -> str:
    """The characters of `data`; InputError when no known encoding fits.

    `declared` are the encodings that a header, a page or a sidecar names, the most trusted first. A lenient reading
    forgives one broken character in two hundred, as browsers do.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, where)
    names = [name for name in map(find_encoding, declared) if name]
    text = next(_decode_declared(data, names), None)
    if text is not None:
        return text
    found = detect_encoding(data)
    if found is not None:
        return data.decode(found)
    loose = next(_decode_loosely(data, [*names, "utf-8"]), None) if is_lenient else None
    if loose is not None:
        return loose
    raise InputError(_reason(data), where=where, hint="save it as UTF-8, or name its encoding in a sidecar")


def find_encoding(name: str) -> str | None:
    """The encoding of a declared name, a wider one where the web means that one; None for a name that is none.

    >>> find_encoding("GB2312"), find_encoding("x-none")
    ('gb18030', None)
    """
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
        "".encode(found.name)  # refuses what is no encoding of text, such as base64
    except (LookupError, ValueError, TypeError):
        return None
    return None if found.name in NO_TEXT else WIDER.get(found.name, found.name)


def detect_encoding(data: bytes) -> str | None:
    """The encoding that bytes without mark or declaration are in; None when none is likely."""
    if b"\x00" not in data and _decode(data, "utf-8") is not None:
        return "utf-8"
    candidates = WIDE if b"\x00" in data else (*CHINESE, *WIDE)
    scores = sorted(((_likeness(data, name), name) for name in candidates), reverse=True)
    (best, name), (second, _) = scores[0], scores[1]
    return name if best >= PLAUSIBLE and best - second >= LEAD else None


def _decode_marked(data: bytes, encoding: str, where: str) -> str:
    text = _decode(data, encoding)
    if text is None:
        raise InputError(f"its mark says {encoding} but the text is not", where=where, hint="save it as UTF-8")
    return text


def _decode_declared(data: bytes, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        plain = None if data.isascii() or name.startswith("utf") else _decode(data, "utf-8")
        text = plain if plain is not None else _decode(data, name)
        if text is not None:
            yield text  # bytes outside ASCII that are UTF-8 are so by no accident, whatever a server says


def _decode_loosely(data: bytes, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        text = data.decode(name, errors="replace")
        if text.count("\ufffd") <= STRAY * len(text):
            yield text


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _likeness(data: bytes, encoding: str) -> float:
    """How much of the text outside ASCII is common Chinese; in UTF-16 ASCII is evidence too."""
    text = _decode(data, encoding)
    if not text:
        return 0.0
    head = text[:SAMPLE]
    if encoding in WIDE:
        return sum(map(_is_common, head)) / len(head)
    foreign = [char for char in head if not char.isascii()]
    return sum(map(_is_common, foreign)) / len(foreign) if foreign else 0.0


def _is_common(char: str) -> bool:
    if char.isascii():
        return char.isprintable() or char in "\n\r\t"
    return char in _common() or char in PUNCTUATION


@cache
def _common() -> frozenset[str]:
    """The commonest characters of modern Chinese, simplified and traditional."""
    from opencc import OpenCC

    simplified = "".join((files(__package__) / "data" / "common_character.txt").read_text("utf-8").split())
    return frozenset(simplified) | frozenset(OpenCC("s2t").convert(simplified))


def _reason(data: bytes) -> str:
    if b"\x00" in data:
        return "this is a binary file, not text"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"unknown encoding (not UTF-8 at byte {error.start})"
    return "unknown encoding"
