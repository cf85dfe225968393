"""Frozen values to table rows and back: one pair of functions for every type that is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, cast

from gigawatch.model import (
    Bound,
    Candidate,
    Check,
    Claim,
    Document,
    Entity,
    EntityKind,
    Fact,
    Force,
    Inference,
    Judgement,
    Kind,
    Mention,
    NarrativeClaim,
    Observation,
    QuantityClaim,
    Relation,
    Settlement,
    Severity,
    Verdict,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = Mapping[str, object]
NARRATIVE_KEYS = ("document", "lang", "surface", "start", "end", "id", "confidence", "reader")
QUANTITY_KEYS = tuple(field.name for field in fields(QuantityClaim))


def plain_row(item: DataclassInstance) -> dict[str, object]:
    """A frozen value as a row with a column for each field; what its fields hold is not copied."""
    return {name: getattr(item, name) for name in _names(type(item))}


@cache
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def claim_row(claim: Claim) -> dict[str, object]:
    """A claim as a row of the claim table."""
    row = plain_row(claim) | {"kind": claim.kind.value}
    if isinstance(claim, NarrativeClaim):
        row["data"] = json.dumps(dict(claim.data), ensure_ascii=False, sort_keys=True)
    return row


def claim_from(row: Row) -> Claim:
    """The claim of a row of the claim table."""
    if row["kind"] == Kind.QUANTITY.value:
        values = {key: row[key] for key in QUANTITY_KEYS}
        values["qualifier"] = _bound(row["qualifier"])
        return QuantityClaim(**values)  # type: ignore[arg-type]  # the schema fixes the column types
    values = {key: row[key] for key in NARRATIVE_KEYS}
    data = json.loads(str(row["data"]))
    return NarrativeClaim(kind=Kind(str(row["kind"])), data=data, **values)  # type: ignore[arg-type]  # as above


def document_row(document: Document, leads: str | None = None) -> dict[str, object]:
    """A document as a row of the document table; `leads` is the document it is a near-copy of."""
    return {**plain_row(document), "leads": leads}


def document_from(row: Row) -> Document:
    """The document of a row of the document table."""
    values = {key: value for key, value in row.items() if key != "leads"}
    return Document(**values)  # type: ignore[arg-type]  # the schema fixes the column types


def entity_row(entity: Entity) -> dict[str, object]:
    """An entity as a row of the entity table."""
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "name_en": entity.names.get("en"),
        "name_zh": entity.names.get("zh"),
        "part_of": entity.part_of,
        "data": json.dumps(dict(entity.data), ensure_ascii=False, sort_keys=True),
    }


def entity_from(row: Row) -> Entity:
    """The entity of a row of the entity table."""
    names = {lang: str(row[f"name_{lang}"]) for lang in ("en", "zh") if row[f"name_{lang}"]}
    part_of = cast("str | None", row["part_of"])
    return Entity(
        str(row["id"]), EntityKind(str(row["kind"])), str(row["name"]), names, part_of, json.loads(str(row["data"]))
    )


def fact_row(fact: Fact) -> dict[str, object]:
    """A fact as a row of the fact table."""
    return {**plain_row(fact), "known_on": date.fromisoformat(fact.known_on) if fact.known_on else None}


def fact_from(row: Row) -> Fact:
    """The fact of a row of the fact table."""
    known = row["known_on"]
    values = {
        **row,
        "known_on": known.isoformat() if isinstance(known, date) else None,
        "qualifier": _bound(row["qualifier"]),
        "verdict": Settlement(str(row["verdict"])),
        "inference": Inference(str(row["inference"])),
    }
    return Fact(**values)  # type: ignore[arg-type]  # the schema fixes the column types


def observation_row(observation: Observation) -> dict[str, object]:
    """An observation as a row of the observation table."""
    row = plain_row(observation)
    row["table_name"] = row.pop("table")
    return row


def observation_from(row: Row) -> Observation:
    """The observation of a row of the observation table."""
    values = {key: value for key, value in row.items() if key != "table_name"}
    values["qualifier"] = _bound(row["qualifier"])
    return Observation(table=str(row["table_name"]), **values)  # type: ignore[arg-type]  # as above


def mention_from(row: Row) -> Mention:
    """The mention of a row of the mention table."""
    return Mention(**row)  # type: ignore[arg-type]  # the schema fixes the column types


def judgement_row(judgement: Judgement) -> dict[str, object]:
    """A judgement as a row of the judgement table."""
    return {**plain_row(judgement), "supersedes": " ".join(judgement.supersedes) or None}


def judgement_from(row: Row) -> Judgement:
    """The judgement of a row of the judgement table."""
    values = {
        **row,
        "verdict": Verdict(str(row["verdict"])),
        "supersedes": tuple(str(row.get("supersedes") or "").split()),
        "force": Force(str(row.get("force") or "in force")),
    }
    return Judgement(**values)  # type: ignore[arg-type]  # the schema fixes the column types


def candidate_from(row: Row) -> Candidate:
    """The candidate of a row of the candidate table."""
    told = {"reason_zh": "", "relation": Relation.KEPT if row["kept"] else Relation.AGREES, **row}
    return Candidate(**{**told, "relation": Relation(str(told["relation"]))})  # type: ignore[arg-type]  # as above


def check_row(check: Check) -> dict[str, object]:
    """A check as a row of the finding table."""
    return {**plain_row(check), "evidence": " ".join(check.evidence)}


def check_from(row: Row) -> Check:
    """The check of a row of the finding table."""
    told = {"about": row.get("fact"), **row}
    evidence = tuple(str(row.get("evidence") or "").split())
    values = {**told, "evidence": evidence, "severity": Severity(str(row["severity"]))}
    values.pop("fact", None)  # the name of `about` in workspaces of version 0.1
    return Check(**values)  # type: ignore[arg-type]  # the schema fixes the column types


def _bound(value: object) -> Bound | None:
    return Bound(str(value)) if value else None
