"""The rules of the house: layers, sizes, locked versions, and a Qt that counts its references."""

import ast
import gc
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "flipdesk").rglob("*.py"))
LOCKS = ("requirements.txt", "requirements-dev.txt")
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
MOST_PUBLIC_METHODS = 20
QT = {"PySide6", "shiboken6"}


def test_imports_flow_one_way(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_qt_is_imported_in_ui_alone() -> None:
    strangers = [
        f"{name(source)} imports {module}"
        for source in SOURCES
        if name(source).split("/")[1] not in {"ui", "app.py"}
        for module in imported_packages(source)
        if module in QT
    ]
    assert strangers == []


def test_files_functions_and_classes_stay_small() -> None:
    too_long = [
        f"{name(source)}: {lines} lines"
        for source in SOURCES
        if (lines := len(source.read_text("utf-8").splitlines())) > LONGEST_FILE
    ]
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_bytes())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if length(node) > LONGEST_FUNCTION:
                    too_long.append(f"{name(source)}: {node.name} {length(node)} lines")
            elif isinstance(node, ast.ClassDef) and public_methods(node) > MOST_PUBLIC_METHODS:
                too_long.append(f"{name(source)}: {node.name} {public_methods(node)} methods")
    assert too_long == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_names_neither_host_nor_path(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    packages = [line for line in lines if re.match(r"[a-z0-9]", line)]
    pinned = re.compile(r"[a-z0-9_.-]+(\[\w+\])?==[\w.]+ (;.* )?\\$")
    assert [line for line in packages if not pinned.match(line)] == []
    hashes = [line for line in lines if line.startswith("    ")]
    assert [line for line in hashes if not re.match(r"    --hash=sha256:[0-9a-f]{64}", line)] == []
    assert [line for line in lines if "/" in line or "@" in line] == []


def test_both_locks_agree() -> None:
    run, dev = (locked(lock) for lock in LOCKS)
    assert run.items() <= dev.items()


def test_pyside_is_not_the_version_that_loses_references() -> None:
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
    for package in ("PySide6-Addons", "PySide6-Essentials"):
        wanted = next(line for line in dependencies if line.startswith(package))
        assert "!=6.12.0" in wanted
        assert locked("requirements.txt")[package.lower()] == "6.11.3"


def test_qt_keeps_its_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one a call, and the process dies some thousand later."""
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    label.setText("")
    calls = 2_000
    # What other tests left to the garbage collector refers to None too.
    gc.collect()
    gc.disable()
    try:
        before = sys.getrefcount(None)
        for _ in range(calls):
            label.setText("Skanderup")
        lost = before - sys.getrefcount(None)
    finally:
        gc.enable()
    assert lost < calls / 2


def name(source: Path) -> str:
    return source.relative_to(ROOT).as_posix()


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def public_methods(node: ast.ClassDef) -> int:
    """Count the methods that callers may use: Qt's overrides and properties are not among them."""
    return sum(
        isinstance(part, ast.FunctionDef)
        and not part.name.startswith("_")
        and not any(isinstance(mark, ast.Name) for mark in part.decorator_list)
        for part in node.body
    )


def imported_packages(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def locked(lock: str) -> dict[str, str]:
    """Return the version of every package; the last one where Python's version decides."""
    pairs = re.findall(r"^([a-z0-9_.-]+)==([\w.]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return dict(pairs)
