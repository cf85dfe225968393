"""The tools of a release lie beside the tests, not in a package of theirs."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "tools"
sys.path.append(str(TOOLS))
