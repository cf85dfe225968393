"""Every question that the OpenAPI document allows, and many that it does not, asked of a real server.

Names that nobody knows are refused though the document permits any name: that alone is no fault here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import requests
import schemathesis
from api_server import serving
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from gigawatch.run.build import Outcome
from gigawatch.site.api import Shelf, make_api

PATHS = sorted(make_api(Shelf(Path(), {}, date.today)).openapi()["paths"])


@pytest.fixture(scope="module")
def root(built_sample: tuple[Path, Outcome]) -> Iterator[str]:
    with serving(built_sample[0]) as address:
        yield address


@pytest.fixture(scope="module")
def described(root: str) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{root}/openapi.json")


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_what_the_document_says_and_none_is_a_fault_of_the_server(
    described: schemathesis.BaseSchema, path: str, mode: GenerationMode
) -> None:
    @settings(max_examples=8, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate(session=session, timeout=60, excluded_checks=[positive_data_acceptance])

    with requests.Session() as session:
        ask()


def test_an_address_that_no_question_has_is_a_problem_too(root: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{root}/indices/a%0Ab/scores", timeout=60)
    refused.value.close()
    assert (refused.value.code, refused.value.headers["content-type"]) == (404, "application/problem+json")
