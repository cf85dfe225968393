from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "tools"))  # the scorer is a tool, and the gate holds readings to it
