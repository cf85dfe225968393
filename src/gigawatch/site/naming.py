"""How templates name what a site holds: things, values, measures, states, scores, in the language of a page."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.report.cell import cell_subject
from gigawatch.report.origin import tell_licence
from gigawatch.report.pen import Pen, fact_quantity
from gigawatch.report.printed import print_quantity
from gigawatch.report.title import title_table
from gigawatch.report.tongue import mark_tongues
from gigawatch.report.wording import part_name, perimeter, rank_range, score_text, tell_state, title_of, unit_name
from gigawatch.site.fact import statement_value
from gigawatch.site.frame import part_names
from gigawatch.site.page import Site, Voice
from gigawatch.site.path import explorer_path, indicator_path, rank_path
from gigawatch.site.ranking import format_goalpost, format_reading
from gigawatch.site.snippet import tell_less, tell_verdict
from gigawatch.site.word import name_unit_of, say_if_known
from gigawatch.vocab import label, terms


def name_all(site: Site, voice: Voice) -> Mapping[str, object]:
    """What templates call to name a thing, a value or a state in the language of a voice."""
    from markupsafe import Markup

    pen, lang = voice.pen, voice.lang
    return {
        "name": lambda entity: site.ledger.label(entity, lang),
        "between_things": lambda things: part_names((site.ledger.label(one.id, lang) for one in things), lang),
        "entities": site.ledger.entities,
        "table_name": lambda table: title_table(table, lang),
        "subject_name": lambda cell: cell_subject(cell, lang),
        "term": lambda code: terms()[code].label(lang),
        "label": lambda kind, code: _label(pen, kind, code) if code else "",
        "value_of": lambda fact: print_quantity(fact_quantity(fact), lang),
        "statement_value": lambda ref: statement_value(pen, ref),
        "verdict": lambda fact: tell_verdict(
            fact, site.ledger.superseded.get(fact.id), tell_less(site.ledger.lessened.get(fact.id), lang), lang
        ),
        "scope": lambda fact: Markup(mark_tongues(perimeter(pen, fact), lang)),
        "tongued": lambda text: Markup(mark_tongues(text, lang)),
        "title_of": lambda ref: title_of(pen, voice.library, ref),
        "unit_name": lambda unit: unit_name(pen, {"unit": unit}),
        "part_name": lambda definition, code: part_name(pen, {"code": code, "index_id": definition.id}),
        "state_of": lambda definition, text: tell_state(pen, definition.id, str(text or "")),
        "rank_page": lambda definition: rank_path(definition.id),
        "explorer_page": lambda definition: explorer_path(definition.id),
        "indicator_page": lambda definition, code: indicator_path(definition.id, code),
        "score_text": score_text,
        "rank_range": rank_range,
        "goalpost": lambda row, end: format_goalpost(row, end, lang),
        "reading_text": lambda row, value: format_reading(value, str(row["unit"] or ""), lang),
        "treatment": lambda row: say_if_known(f"treatment.{row.get('treatment')}", lang) or row.get("treatment") or "–",
        "unit_word": lambda unit: name_unit_of(str(unit or ""), lang),
        "licence_text": lambda text: _licence_text(str(text or ""), lang),
        "in_lang": lambda thing, key: _field(thing, f"{key}_{lang}"),
    }  # fmt: skip


def _licence_text(text: str, lang: str) -> str:
    """Licences in words, as the report tells them; those with a name of their own as it is."""
    whole = tell_licence(text, lang)
    if whole and whole != text:
        return whole
    told = (say_if_known(f"licence.{one}", lang) or one for one in text.split("; "))
    return {"en": "; ", "zh": "；"}[lang].join(told)


def _label(pen: Pen, kind: str, code: str) -> str:
    return pen.measure(code) if kind == "measure" else label(kind, code, pen.lang)


def _field(thing: object, name: str) -> object:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)
