"""The window writes in one way: a step through the workspace, which can then be undone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import flipdesk.ui

SOURCES = sorted(Path(flipdesk.ui.__file__).parent.rglob("*.py"))
WRITE = re.compile(r"\bbase\.(\w+\.)?(add|save|delete|set|ensure|apply|add_record)$")
IN_A_STEP = {"dialogs/settings.py"}
NOT_UNDONE = {
    "recording_notes.py": "a recording: sound that was heard cannot be unheard",
    "recording_return.py": "a recording found again after a crash",
    "sound_keeper.py": "the form in which finished sound is kept",
    "sound_import_commands.py": "imported sound, whose files are there",
    "clip_import.py": "the sound of a clip, whose file is there; its passage is a step",
    "erasure_work.py": "what is erased: nothing may remember it, least of all undo",
    "retention_commands.py": "that something due was erased, with it",
    "dialogs/retention_dialog.py": "the key to pseudonyms, which is gone",
    "hearing_commands.py": "a machine draft, which grows while others work and can be deleted",
    "rooms/compile/minutes_writing.py": "written minutes, whose Word file is there",
}
"""What is told and not undone, and why; docs/architecture.md says so too."""


def name(source: Path) -> str:
    return source.relative_to(Path(flipdesk.ui.__file__).parent).as_posix()


def calls(source: Path) -> Iterator[str]:
    """Yield what is got from what, such as "workspace.desk.base.sessions.save"."""
    for node in ast.walk(ast.parse(source.read_bytes())):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)


@pytest.mark.parametrize("source", SOURCES, ids=name)
def test_no_widget_writes_to_a_store(source: Path) -> None:
    written = [one for one in calls(source) if WRITE.search(one)]
    assert not written or name(source) in IN_A_STEP


def test_only_what_is_listed_is_told_without_a_step() -> None:
    telling = {
        name(source)
        for source in SOURCES
        if any(re.search(r"workspace\.tell$", one) for one in calls(source))
    }
    assert telling == set(NOT_UNDONE)
