"""`gigawatch why` of an index, a first-level indicator or an indicator alone: what it is and where it is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gigawatch.cli.ask.scored import Scored
from gigawatch.cli.ask.working import ENDS, tell_number
from gigawatch.cli.index.wording import join, tell, tell_code
from gigawatch.cli.terminal import Format, print_json
from gigawatch.index.definition.reason import tell_reason

Row = Mapping[str, object]


def explain_part(scored: Scored, text: str, language: str, output: Format) -> bool:
    """Print what a part or indicator of the indexes is, named by its code or by its name; False where none is."""
    called = text.strip().casefold()
    found = [row for row in scored.parts if called in list_names(row)]
    if output is Format.JSON and found:
        print_json([{**row, "coverage": _list_coverage(scored, row)} for row in found])
    elif found:
        for row in found:
            print("\n".join(_describe(scored, row, language)))
    return bool(found)


def list_left_out(scored: Scored, row: Row, language: str) -> Iterator[str]:
    """Of an index's score, the first-level indicators that are in it in no unit that year, each with why."""
    index, names = str(row["index_id"]), scored.name_parts(str(row["index_id"]), language)
    if row["code"] not in scored.roots:
        return
    for one in scored.coverage:
        if one["index_id"] == index and one["period"] == row["period"] and str(one["state"]).startswith("not"):
            state = tell_reason(str(one["state"]), language, names)
            yield tell("part_left_out", language, code=one["code"], name=names[str(one["code"])], state=state)


def list_names(row: Row) -> set[str]:
    """What a part or an indicator may be called: its code and its names, in small letters."""
    return {str(row[key]).casefold() for key in ("code", "name_en", "name_zh")}


def _list_coverage(scored: Scored, row: Row) -> list[Row]:
    """How many units pass in a part, by year; an indicator has no such rows."""
    keys = ("index_id", "code")
    return [one for one in scored.coverage if all(one[key] == row[key] for key in keys)]


def _describe(scored: Scored, row: Row, language: str) -> Iterator[str]:
    names = scored.name_parts(str(row["index_id"]), language)
    above = tell("part_under", language, parent=row["parent"]) if row["parent"] else ""
    head = {"code": row["code"], "name": row[f"name_{language}"], "index": row["index_id"], "under": above}
    yield tell("part_head", language, **head)
    yield f"  {row[f'definition_{language}']}"
    below = [str(one["code"]) for one in scored.parts if _is_under(one, row)]
    if row["level"] == "second":
        yield f"  {tell('part_measured', language, **_list_words(row, language))}"
        if row["goalpost_low"] is not None:
            yield f"  {tell('part_scale', language, **_list_scale(row, language))}"
    if row.get(f"choice_{language}"):
        yield f"  {tell('ranking_choice', language, choice=row[f'choice_{language}'])}"
    if below:
        yield f"  {tell('part_below', language, codes=join(below, language))}"
    coverage = _list_coverage(scored, row)
    if not coverage:
        yield f"  {tell_reason(str(row['status']), language, names)}"
    for one in coverage:
        state = tell_reason(str(one["state"]), language, names)
        yield f"  {one['period']}: {tell('part_year', language, **{**one, 'state': state})}"


def _is_under(one: Row, row: Row) -> bool:
    return one["index_id"] == row["index_id"] and one["parent"] == row["code"]


def _list_words(row: Row, language: str) -> dict[str, object]:
    sign = tell("part_more" if row["direction"] == 1 else "part_less", language)
    years = "-" if row["first_year"] is None else f"{row['first_year']}-{row['last_year']}"
    told = {"tier": tell_code("tier", str(row["tier"]), language), "licence": row["licence"], "unit": row["unit"]}
    return {"direction": sign, "weight": f"{row['weight']:g}", "years": years, **told}


def _list_scale(row: Row, language: str) -> dict[str, object]:
    base = tell("working_pinned", language) if row["pinned"] else row["base_year"]
    ends = {end: tell_number(row[f"goalpost_{end}"]) for end in ENDS}
    return {"base": base, "treatment": tell_code("compared", str(row["treatment"]), language), **ends}
