"""Every question that the OpenAPI document allows, and many that it does not, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from api_server import serving
from hypothesis import HealthCheck, settings
from schemathesis.config import ProjectConfig, SchemathesisConfig

from gigawatch.run.build import Outcome


@pytest.fixture(scope="module")
def described(built_sample: tuple[Path, Outcome]) -> Iterator[schemathesis.BaseSchema]:
    with serving(built_sample[0]) as root:
        yield schemathesis.openapi.from_url(f"{root}/openapi.json")


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_what_the_document_says_and_none_is_a_fault_of_the_server(case: schemathesis.Case) -> None:
    case.call_and_validate(timeout=60)
