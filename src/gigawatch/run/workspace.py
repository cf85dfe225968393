"""The workspace: a folder a person can read and keep in git, with everything derived under `build/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gigawatch.intake.limit import KEYS, SECTION, Limits, read_limits
from gigawatch.model import WorkspaceError
from gigawatch.model.toml import parse_toml
from gigawatch.run.migration.format import FORMAT, read_format

SETTINGS = "gigawatch.toml"
FOLDERS = ("documents", "tables", "index", "reviews", "editions")
LANGUAGES = ("en", "zh")
ENGINES = ("local", "spark")
DEFINITIONS = ("global", "china", "enterprise")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `gigawatch.toml` says: names, region, languages, figure packages, index runs and the limits of intake.

    `format` is that of what is kept, 0 where the settings name none (run/migration). `engine` does the heavy work of a
    build, `engine_settings` are handed on to Spark; results depend on neither. `llm_address` and `llm_model` are what
    `gigawatch read --llm` asks where nothing else is named; "" is none. `shared` is the address of the server that a
    build is handed over to at its end; "" is none. `raw` is what builds depend on besides `report`, the house style.
    """

    name: str
    name_zh: str
    region: str
    languages: tuple[str, ...] = LANGUAGES
    packages: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    runs: int = 1000
    seed: int = 2022
    limits: Limits = field(default_factory=Limits)
    llm_address: str = ""
    llm_model: str = ""
    engine: str = "local"
    engine_settings: Mapping[str, str] = field(default_factory=dict)
    shared: str = ""
    format: int = FORMAT
    report: Mapping[str, object] = field(default_factory=dict)
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace's folder and settings; knows where everything lies, reads and writes nothing else."""

    root: Path
    settings: Settings

    @property
    def documents(self) -> Path:
        """Kept documents."""
        return self.root / "documents"

    @property
    def tables(self) -> Path:
        """Kept tables."""
        return self.root / "tables"

    @property
    def reviews(self) -> Path:
        """Persons' judgements."""
        return self.root / "reviews"

    @property
    def desk(self) -> Path:
        """Who may sit at the review desk, and its audit trail."""
        return self.root / "desk"

    @property
    def editions(self) -> Path:
        """Kept editions of the ledger."""
        return self.root / "editions"

    @property
    def build(self) -> Path:
        """Everything derived; deleting it loses nothing."""
        return self.root / "build"

    @property
    def steps(self) -> Path:
        """Parquet files between the steps."""
        return self.build / "step"

    @property
    def parts(self) -> Path:
        """What the step at work has done so far, so that one cut short goes on."""
        return self.steps / "part"

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.build / "gigawatch.duckdb"

    @property
    def manifest(self) -> Path:
        """Inputs, hashes, versions and step times of the last build."""
        return self.build / "manifest.json"

    @property
    def hashes(self) -> Path:
        """The hashes of large files, so that they are not read again."""
        return self.build / "hashes.json"


def open_workspace(path: Path) -> Workspace:
    """The workspace at `path`; WorkspaceError when there is none or its settings cannot be read."""
    file = path / SETTINGS
    if not file.is_file():
        hint = "make one with: gigawatch init DIR --sample yibin"
        raise WorkspaceError("this is no workspace (there is no gigawatch.toml)", where=str(path), hint=hint)
    try:
        data = parse_toml(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WorkspaceError(f"not valid TOML: {error}", where=str(file)) from error
    except OSError as error:
        raise WorkspaceError(
            f"cannot be read: {error.strerror}", where=str(file), hint="check its permissions"
        ) from error
    return Workspace(path, _read_settings(data, str(file)))


def _read_settings(data: Mapping[str, Mapping[str, object]], where: str) -> Settings:
    format_of_kept = read_format(data, where)
    _refuse_unknown(data, where)
    own, index, llm = data.get("workspace", {}), data.get("index", {}), data.get("llm", {})
    engine = data.get("engine", {})
    name = _text(own, "name", "workspace", where)
    return Settings(
        name=name,
        name_zh=_text(own, "name_zh", name, where),
        region=_text(own, "region", name, where),
        languages=_languages(own, where),
        packages=_texts(data.get("figures", {}), "packages", (), where),
        definitions=_texts(index, "definitions", DEFINITIONS, where),
        runs=_count(index, "runs", 1000, where),
        seed=_count(index, "seed", 2022, where),
        limits=read_limits(data.get(SECTION, {}), where),
        llm_address=_text(llm, "address", "", where) if "address" in llm else "",
        llm_model=_text(llm, "model", "", where) if "model" in llm else "",
        engine=_engine(engine, where),
        engine_settings=_spark(engine.get("spark", {}), where),
        shared=_address(data.get("shared", {}), where),
        format=format_of_kept,
        report=data.get("report", {}),
        raw=_answering(data),
    )


KNOWN = {
    "workspace": {"format", "name", "name_zh", "region", "languages"},
    "figures": {"packages"},
    "index": {"definitions", "runs", "seed"},
    SECTION: set(KEYS),
    "llm": {"address", "model"},
    "engine": {"name", "spark"},
    "shared": {"address"},
}
APART = ("llm", "report", "shared", "engine")
"""Sections on which no step depends, or one that is told of them otherwise."""
LATER = ("report",)
"""Sections whose keys are checked by the room that they are for, when a build begins."""


def _refuse_unknown(data: Mapping[str, Mapping[str, object]], where: str) -> None:
    for section, values in data.items():
        if section not in (*KNOWN, *LATER) or not isinstance(values, dict):
            raise WorkspaceError(f"unknown section [{section}]", where=where, hint=_near(section, (*KNOWN, *LATER)))
        if section in LATER:
            continue
        unknown = sorted(set(values) - KNOWN[section])
        if unknown:
            hint = _near(unknown[0], sorted(KNOWN[section]))
            raise WorkspaceError(f"unknown setting {section}.{unknown[0]}", where=where, hint=hint)


def _answering(data: Mapping[str, Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    """The sections that what is built depends on, without the number of the format."""
    told = {section: values for section, values in data.items() if section not in APART}
    if "format" in told.get("workspace", {}):
        told["workspace"] = {key: value for key, value in told["workspace"].items() if key != "format"}
    return told


def _near(word: str, known: Iterable[str]) -> str:
    from gigawatch.vocab.near import hint_among

    return hint_among(word, known)


def _text(values: Mapping[str, object], key: str, default: str, where: str) -> str:
    value = values.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise WorkspaceError(f"{key} must be a text", where=where)
    return value


def _address(values: Mapping[str, object], where: str) -> str:
    """The address of the server that a ledger is shared on, checked; "" where none is named."""
    if "address" not in values:
        return ""
    from gigawatch.store.shared import read_address

    return read_address(_text(values, "address", "", where), f"{where}, [shared]").text


def _texts(values: Mapping[str, object], key: str, default: tuple[str, ...], where: str) -> tuple[str, ...]:
    value = values.get(key, list(default))
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WorkspaceError(f"{key} must be a list of texts", where=where)
    return tuple(value)


def _engine(values: Mapping[str, object], where: str) -> str:
    name = values.get("name", ENGINES[0])
    if name not in ENGINES:
        raise WorkspaceError(f"engine.name must be one of {', '.join(ENGINES)}", where=where)
    return str(name)


def _spark(values: object, where: str) -> dict[str, str]:
    """Spark's own settings by their full names, as texts."""
    told = values if isinstance(values, dict) else {"": None}
    wrong = next((key for key, value in told.items() if not key.startswith("spark.") or not _is_plain(value)), None)
    if wrong is not None:
        hint = 'write them as: "spark.master" = "spark://host:7077"'
        raise WorkspaceError(f"[engine.spark] holds settings of Spark by name, not {wrong!r}", where=where, hint=hint)
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in told.items()}


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | bool)


def _languages(values: Mapping[str, object], where: str) -> tuple[str, ...]:
    languages = _texts(values, "languages", LANGUAGES, where)
    if not languages or not set(languages) <= set(LANGUAGES):
        raise WorkspaceError("languages must be one or both of en, zh", where=where)
    return languages


def _count(values: Mapping[str, object], key: str, default: int, where: str) -> int:
    value = values.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise WorkspaceError(f"{key} must be a whole number, zero or more", where=where)
    return value
