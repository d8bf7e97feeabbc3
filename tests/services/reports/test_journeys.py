"""The journeys of ideas: a series is read a session at a time, however long it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import AgendaItemId, OutcomeId, SessionId, new_guid
from flipdesk.domain.report import Scope
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shared_words import SharedWords
from flipdesk.services.desk import Desk
from flipdesk.services.idea_journeys import IDEAS
from flipdesk.services.reports.reports import Reports
from tests.helpers.nordby import nordby

SAMPLE = nordby()
(IDEA, *OTHERS) = [one for one in SAMPLE.outcomes if one.kind in IDEAS and one.is_live]
LATER = 3


def held_later(weeks: int) -> SessionRecord:
    """Return a session of the series, weeks later, that took up one idea and had one of its own."""
    session = replace(
        SAMPLE.session,
        id=SessionId(new_guid()),
        starts=SAMPLE.session.starts + timedelta(weeks=weeks),
        ends=SAMPLE.session.ends + timedelta(weeks=weeks),
        chair_id=None,
        minute_taker_id=None,
    )
    item = replace(
        SAMPLE.agenda[0],
        id=AgendaItemId(new_guid()),
        session_id=session.id,
        owner_id=None,
        takes_up=(IDEA.id,),
    )
    outcome = replace(
        IDEA,
        id=OutcomeId(new_guid()),
        session_id=session.id,
        text=f"Idé nummer {weeks}",
        agenda_item_id=None,
        owner_id=None,
    )
    return SessionRecord(
        SAMPLE.series, session, SAMPLE.codebook, agenda=(item,), outcomes=(outcome,)
    )


@pytest.fixture
def reports(nordby_desk: Desk, now: ManualClock) -> Reports:
    for weeks in range(1, LATER + 1):
        nordby_desk.base.add_record(held_later(weeks))
    return Reports(nordby_desk.base, now)


def test_idea_is_followed_into_the_sessions_that_took_it_up(reports: Reports) -> None:
    report = reports.make("journeys", Scope(series=(SAMPLE.series.id,)))
    (row,) = [row for row in report.rows if row.key == IDEA.id]
    assert [cell.text for cell in row.cells[:-1]] == ["noteret", *["på dagsordenen"] * LATER]
    assert len(report.rows) == 1 + len(OTHERS) + LATER
    own = [row for row in report.rows if row.title.startswith("Idé nummer")]
    assert [[bool(cell.number) for cell in row.cells[:-1]].index(True) for row in own] == [1, 2, 3]
    assert report.summary == (f"{len(report.rows)} ideer, 1 er kommet videre.",)


def test_no_step_reads_more_than_one_session(
    reports: Reports, nordby_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    record, add = nordby_desk.base.record, SharedWords.add

    def recorded(session_id: SessionId) -> SessionRecord:
        done.append("read")
        return record(session_id)

    def added(words: SharedWords, texts: object) -> None:
        done.append("words")
        add(words, texts)  # type: ignore[arg-type]

    monkeypatch.setattr(nordby_desk.base, "record", recorded)
    monkeypatch.setattr(SharedWords, "add", added)
    most = 0
    for _step in reports.steps("journeys", Scope(series=(SAMPLE.series.id,))):
        most = max(most, done.count("read"), done.count("words") - 1)
        done.clear()
    assert most == 1
