"""Versions go from draft to comments, approval and archive, and undo takes back the state alone."""

from datetime import date, timedelta

import pytest

from flipdesk.domain.changes import Step
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby
from tests.helpers.word import opened, rows_of

DEADLINE = date(2021, 4, 29)


@pytest.fixture
def sample(desk: Desk) -> SessionId:
    record = nordby()
    desk.base.add_record(record)
    return record.session.id


def written(
    desk: Desk,
    session_id: SessionId,
    standing: Standing | None = None,
    audience: Audience = Audience.PARTICIPANTS,
) -> Minutes:
    snapshot = desk.minutes.prepare(session_id, audience, standing=standing or Standing())
    minutes, _changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    if standing is not None:
        do(desk, desk.minutes_states.stand(minutes.id, standing))
    return again(desk, minutes)


def again(desk: Desk, minutes: Minutes) -> Minutes:
    found = desk.base.minutes.get(minutes.id)
    assert found is not None
    return found


def do(desk: Desk, step: Step) -> None:
    desk.history.record(step)


def status(desk: Desk, minutes: Minutes) -> str:
    rows = rows_of(desk.base.minutes.document(minutes.id))[0]
    return next(text for label, text in rows if label == "Status")


def test_a_document_out_for_comments_says_until_when_and_tracks_changes(
    desk: Desk, sample: SessionId
) -> None:
    minutes = written(desk, sample, Standing.out(DEADLINE))
    assert (minutes.state, minutes.comments_by) == (MinutesState.COMMENTS, DEADLINE)
    assert "senest torsdag den 29. april 2021" in status(desk, minutes)
    document = opened(desk.base.minutes.document(minutes.id))
    assert document.settings.element.find("{*}trackRevisions") is not None
    assert minutes.file_name.endswith("til kommentering 1.docx")


def test_an_approved_document_says_by_whom_and_when(desk: Desk, sample: SessionId) -> None:
    written(desk, sample)
    minutes = written(desk, sample, Standing.approved(" deltagerne ", date(2021, 5, 6)))
    assert minutes.state is MinutesState.APPROVED
    assert "Godkendt torsdag den 6. maj 2021 af deltagerne." in status(desk, minutes)
    assert minutes.file_name.endswith("godkendt 2.docx")


def test_undo_takes_back_the_state_and_never_the_bytes(desk: Desk, sample: SessionId) -> None:
    first = written(desk, sample, Standing.out(DEADLINE))
    second = written(desk, sample, Standing.out(DEADLINE + timedelta(days=7)))
    assert again(desk, first).state is MinutesState.ARCHIVED
    assert again(desk, first).comments_by == DEADLINE
    document = desk.base.minutes.document(second.id)
    desk.history.undo()
    assert again(desk, first).state is MinutesState.COMMENTS
    assert again(desk, second).state is MinutesState.DRAFT
    assert again(desk, second).comments_by is None
    assert desk.base.minutes.document(second.id) == document
    desk.history.redo()
    assert again(desk, second).state is MinutesState.COMMENTS


def test_approval_archives_what_came_before_for_the_same_readers_only(
    desk: Desk, sample: SessionId
) -> None:
    other = written(desk, sample, Standing.out(DEADLINE), Audience.DECISIONS)
    draft = written(desk, sample)
    out = written(desk, sample, Standing.out(DEADLINE))
    later = written(desk, sample)
    do(desk, desk.minutes_states.approve(out.id, "", date(2021, 5, 6)))
    states = [again(desk, one).state for one in (other, draft, out, later)]
    assert states == ["comments", "archived", "approved", "draft"]
    approved = desk.minutes_states.approved(sample, Audience.PARTICIPANTS, "da")
    assert approved == again(desk, out)
    assert desk.minutes_states.approved(sample, Audience.PARTICIPANTS, "en") is None
    desk.history.undo()
    assert [again(desk, one).state for one in (other, draft, out, later)] == [
        *("comments", "draft", "comments", "draft"),
    ]


def test_nothing_goes_back(desk: Desk, sample: SessionId) -> None:
    minutes = written(desk, sample, Standing.approved("", date(2021, 5, 6)))
    states = desk.minutes_states
    with pytest.raises(KnownError, match="Udgave 1 er godkendt"):
        states.send_out(minutes.id, DEADLINE)
    do(desk, states.archive(minutes.id))
    assert again(desk, minutes).approved_on == date(2021, 5, 6)
    with pytest.raises(KnownError, match="er arkiveret"):
        states.approve(minutes.id, "", DEADLINE)
    with pytest.raises(KnownError, match="er arkiveret"):
        states.archive(minutes.id)


def test_deadlines_are_typed_as_people_write_them(
    desk: Desk, clock: ManualClock, session_id: SessionId
) -> None:
    today = clock.now().date()
    read = desk.minutes_states.read_deadline
    assert read(session_id, "") == today + timedelta(days=14)
    assert read(session_id, "om 10 dage") == today + timedelta(days=10)
    assert read(session_id, "fre").weekday() == 4
    assert read(session_id, "i dag") == today
    assert (read(session_id, "30/4").month, read(session_id, "30.4.").day) == (4, 30)
    for text in ("snart", "1.2.2020"):
        with pytest.raises(KnownError):
            read(session_id, text)


def test_days_of_approval_lie_behind_us(
    desk: Desk, clock: ManualClock, session_id: SessionId
) -> None:
    today = clock.now().date()
    read = desk.minutes_states.read_approval
    assert read(session_id, "") == read(session_id, "i dag") == today
    friday = read(session_id, "fre")
    assert friday.weekday() == 4
    assert today - timedelta(days=7) < friday <= today
    yesterday = today - timedelta(days=1)
    assert read(session_id, f"{yesterday.day}/{yesterday.month}") == yesterday
    for text in ("snart", f"1.2.{today.year + 1}", "i morgen"):
        with pytest.raises(KnownError):
            read(session_id, text)
