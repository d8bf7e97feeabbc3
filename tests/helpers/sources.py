"""The modules of FlipDesk as trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "flipdesk"


def trees() -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    """Yield each module's path below `flipdesk` with every node of it."""
    for one in sorted(PACKAGE.rglob("*.py")):
        # Kept, all of them would take hundreds of megabytes.
        yield one.relative_to(PACKAGE).as_posix(), tuple(ast.walk(ast.parse(one.read_bytes())))


def named(function: ast.expr) -> tuple[str, str]:
    """Return what a call calls, and of what when that is a plain name."""
    if isinstance(function, ast.Attribute):
        owner = function.value
        return function.attr, owner.id if isinstance(owner, ast.Name) else ""
    return (function.id, "") if isinstance(function, ast.Name) else ("", "")
