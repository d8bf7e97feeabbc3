"""A renewed record is the record that would be read, and keeps what did not change."""

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, ReflectionKind
from flipdesk.services.capturing import Moment, Note
from flipdesk.services.desk import Desk
from flipdesk.services.drafts import Draft
from flipdesk.services.renewed_record import renewed
from flipdesk.services.series_planning import NewSession
from tests.helpers.transcripts import segments, stored, transcript


def _renewed(desk: Desk, record: SessionRecord, changes: Changes) -> SessionRecord:
    fresh = renewed(desk.base, record, changes)
    assert fresh is not None
    assert fresh == desk.base.record(record.session.id)
    return fresh


def test_notes_added_changed_and_deleted(desk: Desk, session_id: SessionId) -> None:
    moment = Moment(desk.clock.now(), 100)
    record = desk.base.record(session_id)
    for line in ("MH: ord #3 #resp", "! ja #4", "", "flere ord"):
        changes = desk.capturing.commit(session_id, line, moment).changes
        record = _renewed(desk, record, changes)
    first, second = record.reflections
    tagged = _renewed(desk, record, desk.capturing.toggle_potential(first, "viden").changes)
    assert tagged.reflections[1] is second
    kind = desk.capturing.set_kind(tagged.reflections[0], ReflectionKind.INSIGHT).changes
    record = _renewed(desk, tagged, kind)
    record = _renewed(desk, record, desk.capturing.park(record.reflections[0]).changes)
    notes: list[Note] = [*record.reflections, *record.outcomes, *record.markers]
    for note in notes:
        step = desk.capturing.delete(note)
        record = _renewed(desk, record, step.changes)
        record = _renewed(desk, record, desk.base.apply(step.changes.inverse()))


def test_agenda_people_and_turns_are_read_whole(desk: Desk, session_id: SessionId) -> None:
    record = desk.base.record(session_id)
    person = record.participants[0]
    record = _renewed(desk, record, desk.running.register(person.id, Attendance.LATE).changes)
    record = _renewed(desk, record, desk.speaking.give(session_id, person.id, 10).changes)
    record = _renewed(desk, record, desk.running.extend(record.agenda[0], 5).changes)


def test_what_else_changes_has_to_be_read_anew(desk: Desk, session_id: SessionId) -> None:
    record = desk.base.record(session_id)
    assert renewed(desk.base, record, desk.running.next_item(session_id).changes) is None


def test_notes_of_another_session_are_left_out(desk: Desk, session_id: SessionId) -> None:
    record = desk.base.record(session_id)
    desk.drafts.keep(session_id, Draft("ord"))
    series_id = record.series.id
    other, _step = desk.planning.add_session(NewSession(series_id, "Anden", desk.clock.now()))
    changes = desk.capturing.commit(other, "ord", Moment(desk.clock.now())).changes
    assert _renewed(desk, record, changes).reflections == ()


def test_transcripts_are_read_and_their_segments_are_no_part(
    desk: Desk, session_id: SessionId
) -> None:
    record = desk.base.record(session_id)
    owner = transcript(session_id)
    pieces = segments(owner, (0, 900, "S00", "Ja"), (900, 1_800, "S01", "Nej"))
    record = _renewed(desk, record, stored(desk.base, owner, pieces))
    assert record.transcripts == (owner,)
    assert record.transcript_segments == ()
    step = desk.transcripts.edit(pieces[0].id, "Jo")
    assert renewed(desk.base, record, step.changes) == record
