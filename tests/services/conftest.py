"""A desk over a knowledge base, and a session to work on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.series_planning import NewSession
from tests.helpers.premade import premade_database

__all__ = ["premade_database"]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    base = KnowledgeBase.create(tmp_path / "prøve.flipkb", clock, load_shipped("da").values())
    yield Desk(base, clock)
    base.close()


@pytest.fixture
def session_id(desk: Desk, clock: ManualClock) -> SessionId:
    series_id, _ = desk.planning.add_series("Samtaleflip i Nordby", "Nordby Kommune", "samtale")
    template = load_templates("da")[0]
    plan = NewSession(series_id, "Samtaleflip 1", clock.now(), template=template)
    session_id, _ = desk.planning.add_session(plan)
    desk.invitations.add(session_id, "Mette Holm", organisation="Nordby Kommune")
    desk.invitations.add(session_id, "Åse Bjerre", organisation="Nordby Kommune")
    return session_id
