"""An empty database is made once in a process of tests, and copied wherever a test wants one.

Bringing it to life step by step is what tests/knowledge and tests/faults are for.
"""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from flipdesk.domain.clock import Clock, SystemClock
from flipdesk.knowledge import database, knowledge_base
from flipdesk.knowledge.database import FILE, Database

_really_create = database.create_database


@pytest.fixture(autouse=True)
def premade_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Gives every new knowledge base of a test its database as a copy."""
    with monkeypatch.context() as patch:
        patch.setattr(knowledge_base, "create_database", _copied)
        yield


@cache
def _premade() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        _really_create(path, SystemClock()).close()
        return path.read_bytes()


def _copied(path: Path, clock: Clock, *key: bytes | None) -> Database:
    if any(key):  # it is to be encrypted
        return _really_create(path, clock, *key)
    path.touch(mode=0o600)
    path.write_bytes(_premade())
    return database.open_database(path, clock)
