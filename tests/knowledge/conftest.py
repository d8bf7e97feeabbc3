"""A knowledge base to try things on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.knowledge_base import KnowledgeBase


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "prøve.flipkb"


@pytest.fixture
def base(folder: Path, clock: ManualClock) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values(), author="LB")
    yield base
    base.close()
