"""Case 6: a knowledge base of every schema, killed at every statement that brings it up to date.

Between two statements a kill leaves what is on the disk just then. So the disk is looked at before
every statement, and whatever has not been seen before is opened as if FlipDesk had been killed
there. A few are really killed, to see that this is the same.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.knowledge import database as opening
from flipdesk.knowledge.engine import Connection, connect
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.migrations import SCHEMA_VERSION
from tests.helpers.app import MORNING
from tests.helpers.figures import Figures
from tests.knowledge.test_migrations import RELEASED, make_old, schema

ROOT = Path(__file__).resolve().parents[2]
FILE = "knowledge.sqlite"
IS_LONG = bool(os.environ.get("FLIPDESK_EVERY_SCHEMA"))
VERSIONS = range(1, SCHEMA_VERSION) if IS_LONG else (1, SCHEMA_VERSION // 2, SCHEMA_VERSION - 1)
KILLS = 10_000 if IS_LONG else 8
_KILLED = """
import os, signal, sys
from pathlib import Path
from flipdesk.domain.clock import SystemClock
from flipdesk.knowledge import database
from flipdesk.knowledge.knowledge_base import KnowledgeBase
plain, left = database.connect, int(sys.argv[2])
def connect(path, key=None):
    def count(_sql):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    connection = plain(path, key)
    connection.set_trace_callback(count)
    return connection
database.connect = connect
KnowledgeBase.open(Path(sys.argv[1]), SystemClock()).close()
"""


@pytest.fixture
def fresh(tmp_path: Path) -> list[tuple[str, str]]:
    """The schema of a knowledge base that is made now."""
    KnowledgeBase.create(tmp_path / "ny.flipkb", ManualClock(MORNING), ()).close()
    return schema(tmp_path / "ny.flipkb" / FILE)


class Watcher:
    """Keeps every different state of a folder, one look before each statement."""

    def __init__(self, folder: Path, kept: Path) -> None:
        self._folder = folder
        self._kept = kept
        self._seen: set[str] = set()
        self.statements = 0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        def traced(path: str, key: bytes | None = None) -> Connection:
            connection = connect(path, key)
            connection.set_trace_callback(self._look)
            return connection

        with patch.object(opening, "connect", traced):
            yield

    def states(self) -> Iterator[Path]:
        yield from sorted(self._kept.iterdir())

    def _look(self, _sql: str) -> None:
        self.statements += 1
        files = sorted(path for path in self._folder.rglob("*") if path.is_file())
        state = hashlib.sha256()
        for file in files:
            state.update(f"{file}".encode() + file.read_bytes())
        if state.hexdigest() in self._seen:
            return
        self._seen.add(state.hexdigest())
        shutil.copytree(self._folder, self._kept / f"{len(self._seen):04}")


def opened_after(state: Path, fresh: list[tuple[str, str]]) -> int:
    """Open what a kill has left; return how many notes are in it."""
    base = KnowledgeBase.open(state, ManualClock(MORNING))
    assert base.check() == ()
    assert base.seals.check() == ()
    notes = base.database.execute("select count(*) as n from reflection")[0]["n"]
    base.close()
    assert schema(state / FILE) == fresh
    return int(str(notes))


def is_kept(state: Path, before: list[tuple[str, str]], scratch: Path) -> bool:
    """Return whether the old schema is there still: in its place, or in a backup that opens."""
    copy = Path(shutil.copytree(state, scratch / "copy"))
    found = [schema(one) for one in (copy / FILE, *copy.glob("backups/*.sqlite"))]
    shutil.rmtree(copy)
    return before in found


def killed_everywhere(
    old: Path, kept: Path, fresh: list[tuple[str, str]], notes: int
) -> tuple[int, int]:
    """Return how many statements there were, and how many states of the disk between them."""
    before = schema(old / FILE)
    kept.mkdir()
    watcher = Watcher(old, kept)
    with watcher.at_work():
        KnowledgeBase.open(old, ManualClock(MORNING)).close()
    states = list(watcher.states())
    for state in states:
        assert is_kept(state, before, kept.parent)
        assert opened_after(state, fresh) == notes
    assert len(states) > 2
    return watcher.statements, len(states)


@pytest.mark.parametrize("version", VERSIONS)
def test_killed_at_every_statement_from_every_schema(
    tmp_path: Path, fresh: list[tuple[str, str]], figures: Figures, version: int
) -> None:
    old = tmp_path / "gammel.flipkb"
    make_old(old, version)
    statements, states = killed_everywhere(old, tmp_path / "kept", fresh, 0)
    name = f"migration from schema {version:02} killed"
    figures.add(name, statements, f"statements, {states} states of the disk", "0 lost")


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_killed_at_every_statement_from_every_release(
    tmp_path: Path, fresh: list[tuple[str, str]], figures: Figures, released: Path
) -> None:
    old = tmp_path / "udgivet.flipkb"
    old.mkdir()
    shutil.copy(released, old / FILE)
    statements, states = killed_everywhere(old, tmp_path / "kept", fresh, 17)
    name = f"migration from released {released.stem} killed"
    figures.add(name, statements, f"statements, {states} states of the disk", "0 lost")


def test_really_killed(tmp_path: Path, fresh: list[tuple[str, str]], figures: Figures) -> None:
    watched = tmp_path / "watched.flipkb"
    watched.mkdir()
    shutil.copy(RELEASED[0], watched / FILE)
    watcher = Watcher(watched, tmp_path / "states")
    (tmp_path / "states").mkdir()
    with watcher.at_work():
        KnowledgeBase.open(watched, ManualClock(MORNING)).close()
    tried = range(1, watcher.statements, max(1, watcher.statements // KILLS))
    for number in tried:
        old = tmp_path / f"{number}.flipkb"
        old.mkdir()
        shutil.copy(RELEASED[0], old / FILE)
        ended = subprocess.run(
            [sys.executable, "-c", _KILLED, str(old), str(number)], cwd=ROOT, check=False
        )
        assert ended.returncode == -signal.SIGKILL
        assert opened_after(old, fresh) == 17
    figures.add("migration really killed", len(tried), "times", "0 lost")
