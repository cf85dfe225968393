from __future__ import annotations

import pytest
from question_desk import QuestionDesk


@pytest.fixture
def desk() -> QuestionDesk:
    return QuestionDesk()
