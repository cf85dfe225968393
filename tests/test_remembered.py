"""What functions remember of their answers: never an iterator, which gives its items once, and without a bound only of
plain values, of which there are few: what is remembered of a document or a claim is held to the end of the process.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "gigawatch"
UNBOUNDED = {"cache", "functools.cache"}
BOUNDED = {"lru_cache", "functools.lru_cache"}
ONCE = {"Iterator", "Generator"}
NUMBERS = {"int", "float", "bool", "date"}
PLAIN = NUMBERS | {"str", "Path", "tuple", "frozenset", "Level", "type", "DataclassInstance"}
Found = tuple[str, ast.FunctionDef, bool]


def remembering() -> Iterator[Found]:
    """Every function of the package that remembers its answers, by its module, and whether up to a bound."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for way in map(ast.unparse, node.decorator_list):
                    name = way.partition("(")[0]
                    if name in UNBOUNDED | BOUNDED:
                        is_bound = name in BOUNDED and "maxsize=None" not in way
                        yield f"{path.relative_to(SOURCE)}:{node.name}", node, is_bound


def words_of(annotation: ast.expr | None) -> set[str]:
    """The names in an annotation."""
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)} if annotation else set()


def test_no_function_remembers_an_iterator() -> None:
    assert [name for name, function, _ in remembering() if words_of(function.returns) & ONCE] == []


def test_without_a_bound_only_answers_about_plain_values_are_remembered() -> None:
    unbound = [(name, function) for name, function, is_bound in remembering() if not is_bound]
    assert len(unbound) > 50
    asked = [(name, one) for name, function in unbound for one in function.args.args if one.arg not in ("self", "cls")]
    assert [f"{name}({one.arg})" for name, one in asked if not words_of(one.annotation) <= PLAIN] == []
