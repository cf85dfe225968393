"""Every question that the OpenAPI document allows, and many that it does not, asked of a real server.

Names that nobody knows are refused though the document permits any name: that alone is no fault here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import schemathesis
from api_server import serving
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from gigawatch.run.build import Outcome


@pytest.fixture(scope="module")
def described(built_sample: tuple[Path, Outcome]) -> Iterator[schemathesis.BaseSchema]:
    with serving(built_sample[0]) as root:
        yield schemathesis.openapi.from_url(f"{root}/openapi.json")


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_what_the_document_says_and_none_is_a_fault_of_the_server(case: schemathesis.Case) -> None:
    case.call_and_validate(timeout=60, excluded_checks=[positive_data_acceptance])


def test_an_address_that_no_question_has_is_a_problem_too(described: schemathesis.BaseSchema) -> None:
    assert described.base_url is not None
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{described.base_url}/indices/a%0Ab/scores", timeout=60)
    assert (refused.value.code, refused.value.headers["content-type"]) == (404, "application/problem+json")
