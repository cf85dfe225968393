"""How places are called: their names in both languages, and which of those are also words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from make_places_row import TOOLS, City

FREQUENT = 50
ETHNIC = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
ENDING = re.compile(
    rf"(?:(?:{ETHNIC})族?)*(?:自治州|自治县|自治旗)$|(?:壮族|回族|维吾尔)自治区$|(?:特别行政区|自治区|地区|林区|特区|省|市|盟|县|区|旗)$"
)


@cache
def common_words() -> frozenset[str]:
    """English words written small."""
    from english_words import get_english_words_set

    return frozenset(word for word in get_english_words_set(["web2"]) if word.islower())


@cache
def chinese_words() -> dict[str, str]:
    """Frequent Chinese words with their part of speech; place names are `ns`."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: tag for word, count, tag in (line.split(" ") for line in lines) if int(count) >= FREQUENT}


@cache
def judged() -> dict[str, frozenset[str]]:
    """The maker's judgements on names that are also words."""
    tables = tomllib.loads((TOOLS / "place_word.toml").read_text(encoding="utf-8"))
    return {key: frozenset(words.split()) for key, words in tables.items() if isinstance(words, str)}


@cache
def sounds_known() -> dict[str, str]:
    """Names, or beginnings of names, with their sound; the longest comes first."""
    sounds = tomllib.loads((TOOLS / "place_word.toml").read_text(encoding="utf-8"))["sounds"]
    return dict(sorted(sounds.items(), key=lambda pair: -len(pair[0])))


@cache
def simplifier() -> object:
    """OpenCC from traditional to simplified characters."""
    import opencc

    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """The text in simplified characters."""
    return str(simplifier().convert(text))  # type: ignore[attr-defined]


def chinese_names(city: City) -> list[str]:
    """The place's names in simplified characters, those that were simplified already first."""
    names = [str(n) for n in city["alternatenames"] if re.fullmatch(r"[\u4e00-\u9fff·]{2,}", str(n))]  # type: ignore[attr-defined]
    return list(
        dict.fromkeys(
            sorted(map(simplify, names), key=lambda n: (n not in names, names.index(n) if n in names else 99))
        )
    )


def plain(name: str) -> str:
    """A name with straight apostrophes and without what would need quoting."""
    return name.replace("’", "'").replace("‘", "'").replace("ʻ", "'").replace(",", "").replace('"', "").strip()


def slug(name: str) -> str:
    """A name as part of an id: ASCII, small, hyphens."""
    ascii_name = unicodedata.normalize("NFKD", plain(name)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.replace("'", "")).strip("-")


def stem(name: str) -> str:
    """A Chinese name without its kind of place: 江安县 is 江安; one that would be a single character stays whole."""
    short = ENDING.sub("", name)
    return short if len(short) >= 2 else name


def pinyin(name: str) -> str:
    """The sound of a Chinese name without its kind of place."""
    from pypinyin import Style, lazy_pinyin

    known = next((start for start in sounds_known() if name.startswith(start)), "")
    rest = lazy_pinyin(stem(name)[len(known) :], style=Style.NORMAL)
    return (sounds_known().get(known, "") + "".join(rest)).replace("ü", "u").capitalize()


def is_word(name: str) -> bool:
    """True for an English word written small."""
    return slug(name).replace("-", " ") in common_words() or name.lower() in common_words()


def is_chinese_word(name: str) -> bool:
    """True for a short, frequent Chinese word that is not mainly a place."""
    return chinese_words().get(name, "ns") not in ("ns", "nt", "nrt") and len(name) <= 3


def english_guard(name: str, known: bool) -> str:
    """E for a name that is also a word (of a known city: a usual word), e for a small town, else nothing."""
    if len(name) < 3 or name in judged()["usual_en"] or (is_word(name) and not known):
        return "E"
    return "" if known else "e"


def chinese_guard(name: str, known: bool) -> str:
    """Z for a Chinese name that is also a word, z for one seldom met, else nothing."""
    if not name or (known and len(name) > 2):
        return ""
    if name in judged()["usual_zh"]:
        return "Z"
    return "" if known and (name in judged()["safe_zh"] or chinese_words().get(name) == "ns") else "z"
