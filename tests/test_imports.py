"""What is only asked for its numbers or its help loads no heavy library: each import in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HELP = "import gigawatch.cli\ntry: gigawatch.cli.main({given!r})\nexcept SystemExit: pass"
TYPER = {"typer", "click", "shellingham", "annotated_doc", "rich", "pygments", "markdown_it", "mdurl"}
SHEETS = {"yaml", "pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"}
ALLOWED = {  # what is done, and the libraries that may be loaded for it
    "import gigawatch": set(),
    "import gigawatch.quantity": set(),
    "from gigawatch.quantity import find_quantities; assert find_quantities('over 30 GWh')": {"ahocorasick"},
    "import gigawatch.index": set(),
    "from gigawatch.index import run": {"numpy"},
    "import gigawatch.question": set(),
    HELP.format(given=["--version"]): TYPER | SHEETS,
    HELP.format(given=["--help"]): TYPER | SHEETS,
}
SHOW = """
import json, sys
tops = {name.partition(".")[0] for name in sys.modules if getattr(sys.modules[name], "__file__", None)}
print(json.dumps(sorted(tops - set(sys.stdlib_module_names))))
"""


@pytest.mark.parametrize("work", ALLOWED, ids=lambda work: work.replace("\n", " ")[:50])
def test_nothing_is_loaded_that_is_not_needed(work: str) -> None:
    done = subprocess.run([sys.executable, "-c", work + SHOW], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    own = {name for name in loaded if name == "gigawatch" or name.startswith(("_", "cython_runtime"))}
    assert "gigawatch" in own
    assert loaded - own <= ALLOWED[work], loaded - own - ALLOWED[work]
