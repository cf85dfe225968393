from __future__ import annotations

from collections.abc import Iterator

import pytest
from proposal_server import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as opened:
        yield opened
