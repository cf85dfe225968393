"""What stands on the sheets: frames of a result, with their headings in a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.result.result import Result
from gigawatch.index.result.table import Table
from gigawatch.index.show.telling import name_step, tell_status
from gigawatch.index.show.view import Names
from gigawatch.index.show.word import say, say_if_known
from gigawatch.index.show.workbook.sheet import Sheet

if TYPE_CHECKING:
    import polars as pl

GATE = 0.65
RANKS = "0.#"


class Content:
    """The sheets of one result in one language. `names` are the units' names, a column of their own where given."""

    def __init__(self, result: Result, spread: Uncertainty | None, language: str, names: Names) -> None:
        self.result = result
        self.spread = spread
        self.language = language
        self.names = names
        self.is_panel = result.values.periods != (None,)

    def list_sheets(self, tables: Mapping[str, pl.DataFrame]) -> Iterator[Sheet]:
        """Every sheet after the cover, in order."""
        if self.result.method.find("aggregate") is not None:
            yield self.rank()
            yield self.score()
        yield self.lay_out_structure()
        for number, table in enumerate(self.result.tables, 1):
            yield self.lay_out_step(number, table)
        yield self.list_marks()
        yield self.list_coverage()
        if self.result.method.find("aggregate") is not None and not self.result.list_indivisible():
            yield self.list_contributions()
        if self.spread is not None:
            yield from self.measure_spread(self.spread)
        for name, frame in tables.items():
            yield self._sheet(name, "extra", frame)

    def rank(self) -> Sheet:
        """The root's ranking of every period, with intervals and the scores of the first level."""
        import polars as pl

        structure = self.result.structure
        root = structure.roots[0]
        wide = self.result.tables[-1].wide()
        first = [code for code in structure.children[root] if code in wide.columns]
        scores = self._scores().filter(pl.col("code") == root).drop("code")
        kept = ["unit", "period", "rank", "rank_low", "rank_median", "rank_high", "score", "score_low", "score_high"]
        frame = scores.select(*(name for name in kept if name in scores.columns), "status")
        frame = frame.join(wide.select("unit", "period", *first), on=["unit", "period"], nulls_equal=True, how="left")
        frame = frame.sort(["period", "rank", "unit"], descending=[True, False, False], nulls_last=True)
        frame = frame.select(pl.exclude("status"), "status")
        return self._sheet("ranking", "ranking", frame, shades={"score": "bar", **dict.fromkeys(first, "bar")})

    def score(self) -> Sheet:
        """Scores and ranks in every aggregate."""
        frame = self.result.list_scores()
        frame = frame.insert_column(2, frame["code"].replace(self._labels()).alias("name"))
        return self._sheet("scores", "scores", self._translate(frame), below=self._gate("coverage"))

    def lay_out_structure(self) -> Sheet:
        """The nodes of the tree with the weights that were used."""
        import polars as pl

        structure = self.result.structure
        weights = {
            row[0]: row[1:] for row in self.result.list_weights().select("code", "weight", "effective").iter_rows()
        }
        rows = [
            {
                "code": node.code,
                "name_en": node.names.get("en"),
                "name_zh": node.names.get("zh"),
                "parent": node.parent,
                "kind": node.kind,
                "level": structure.levels.get(node.code),
                "weight": weights.get(node.code, (None, None))[0],
                "effective": weights.get(node.code, (None, None))[1],
                "direction": node.direction if node.kind == "indicator" else None,
                "measure": node.unit,
                "denominator": node.denominator,
                "low": node.low,
                "high": node.high,
                "target": node.target,
            }
            for node in structure.nodes
        ]
        frame = pl.DataFrame(rows, infer_schema_length=None)
        shades = {"effective": "bar"}
        return self._sheet("structure", "structure", frame, shades=shades, formats={"effective": "0.0%"})

    def lay_out_step(self, number: int, table: Table) -> Sheet:
        """The wide table that a step left."""
        kind = {step.name: step.kind for step in self.result.method.steps}.get(table.name, table.name)
        shades = dict.fromkeys(table.codes, "scale") if kind in ("normalise", "aggregate") else {}
        shown = name_step(table.name, self.language)
        sheet = self._wide(f"{number} {shown}", table.wide(), shades, marked=self._find_marked(table))
        return Sheet(
            **{**vars(sheet), "about": say("about.raw" if kind == "raw" else "about.step", self.language, step=shown)}
        )

    def _find_marked(self, table: Table) -> Flags | None:
        """Rows x codes of a table: the cells that its step changed."""
        found: Flags = np.zeros((*self.result.values.present.shape, len(table.codes)), dtype=np.bool_)
        for mark in self.result.marks:
            if mark.step == table.name:
                found[mark.period, mark.unit, mark.column] = True
        return found[table.present] if found.any() else None

    def list_marks(self) -> Sheet:
        """Every changed cell."""
        return self._sheet("marks", "marks", self.result.list_marks())

    def list_coverage(self) -> Sheet:
        """Units and periods x aggregates: the share of indicators given."""
        codes = self.result.structure.aggregates
        frame = self._as_wide(self.result.coverage.share, codes)
        below = {code: self._gate(code)[code] for code in codes}
        sheet = self._wide(say("sheet.coverage", self.language), frame, {}, below=below, style="0%")
        about = say("about.coverage", self.language, gate=f"{next(iter(below.values())):.0%}")
        return Sheet(**{**vars(sheet), "about": about})

    def list_contributions(self) -> Sheet:
        """Units and periods x indicators: the parts of the root's score."""
        long = self.result.list_contributions().drop("of")
        wide = long.pivot("code", index=["unit", "period"], values="contribution", maintain_order=True)
        codes = [code for code in self.result.structure.indicators if code in wide.columns]
        sheet = self._wide(say("sheet.contributions", self.language), wide, dict.fromkeys(codes, "sign"))
        return Sheet(**{**vars(sheet), "about": say("about.contributions", self.language)})

    def measure_spread(self, spread: Uncertainty) -> Iterator[Sheet]:
        """Summary, acceptability and draws of the Monte Carlo."""
        frame = spread.summarise().drop("coverage", "status")
        frame = frame.insert_column(2, frame["code"].replace(self._labels()).alias("name"))
        yield self._sheet("uncertainty", "uncertainty", frame)
        long = spread.list_acceptability().drop("code").sort("rank")
        wide = long.pivot("rank", index=["unit", "period"], values="share", maintain_order=True).sort("period", "unit")
        ranks = [name for name in wide.columns if name not in ("unit", "period")]
        formats = dict.fromkeys(ranks, "0%")
        yield self._sheet("acceptability", "acceptability", wide, shades=dict.fromkeys(ranks, "scale"), formats=formats)
        yield self._sheet("draws", "draws", spread.list_draws())

    def _scores(self) -> pl.DataFrame:
        return self._translate(self.result.list_scores() if self.spread is None else self.spread.summarise())

    def _translate(self, frame: pl.DataFrame) -> pl.DataFrame:
        import polars as pl

        told = [tell_status(status, self.language) for status in frame["status"].to_list()]
        return frame.with_columns(pl.Series("status", told, dtype=pl.String))

    def _labels(self) -> dict[str, str]:
        return {node.code: node.names.get(self.language, node.code) for node in self.result.structure.nodes}

    def _gate(self, column: str) -> dict[str, float]:
        return {column: self.result.coverage.gate or GATE}

    def _as_wide(self, x: Numbers, codes: Sequence[str]) -> pl.DataFrame:
        values = self.result.values
        return Table("", values.units, values.periods, tuple(codes), x, values.present).wide()

    def _wide(
        self,
        name: str,
        frame: pl.DataFrame,
        shades: Mapping[str, str],
        *,
        below: Mapping[str, float] | None = None,
        style: str | None = None,
        marked: Flags | None = None,
    ) -> Sheet:
        """A sheet of units x codes, the codes' names above them."""
        shown = self._show_units(frame)
        labels = self._labels()
        codes = [column for column in shown.columns if column in labels]
        above = [labels[column] if column in codes else "" for column in shown.columns]
        formats = dict.fromkeys(codes, style) if style else {}
        heads = self._heads(shown)
        frozen = shown.width - len(codes)
        return Sheet(name, "", shown, heads, above, shades, formats, below or {}, marked, frozen)

    def _sheet(
        self,
        key: str,
        about: str,
        frame: pl.DataFrame,
        shades: Mapping[str, str] | None = None,
        formats: Mapping[str, str] | None = None,
        below: Mapping[str, float] | None = None,
    ) -> Sheet:
        shown = self._show_units(frame) if about != "extra" else frame
        styles = {name: RANKS for name in shown.columns if name.startswith("rank")}
        styles |= {"coverage": "0%"} | dict(formats or {})
        labels = {} if about != "ranking" else self._labels()
        heads = [labels.get(name, head) for name, head in zip(shown.columns, self._heads(shown), strict=True)]
        title = say_if_known(f"sheet.{key}", self.language, key) if about != "extra" else key
        text = say(f"about.{about}", self.language)
        return Sheet(title, text, shown, heads, (), shades or {}, styles, below or {})

    def _heads(self, frame: pl.DataFrame) -> list[str]:
        return [say_if_known(f"column.{name}", self.language, name) for name in frame.columns]

    def _show_units(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The units' names beside their codes where there are any; no column of periods for a cross-section."""
        shown = frame.drop("period") if "period" in frame.columns and not self.is_panel else frame
        if not self.names or "unit" not in shown.columns:
            return shown
        names = shown["unit"].replace(dict(self.names)).alias("unit_name")
        return shown.insert_column(shown.columns.index("unit") + 1, names)
