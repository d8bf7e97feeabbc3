"""The list of notes moves row by row to what is stored, in rows as high as they must be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from flipdesk.domain.ids import MarkerId, OutcomeId, ReflectionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus
from flipdesk.ui.models.notes_model import NoteFilter, NotesModel
from tests.ui.rooms.run.conftest import Running, fresh_sample

SAMPLE = fresh_sample()
NINE = datetime(2021, 4, 22, 7, 0, tzinfo=UTC)
NOTES = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from("rom"), st.integers(0, 3), st.integers(0, 2)),
    max_size=8,
    unique_by=lambda note: (note[0], note[1]),
)


def _record(notes: list[tuple[int, str, int, int]]) -> SessionRecord:
    session_id = SAMPLE.session.id
    reflections, outcomes, markers = [], [], []
    for number, kind, minute, text in notes:
        said = NINE + timedelta(minutes=minute)
        words = f"{kind}{number} {'ord ' * text}"
        if kind == "r":
            one = Reflection(ReflectionId(f"r{number}"), session_id, number, words, said_at=said)
            reflections.append(one)
        elif kind == "o":
            made = OutcomeKind.DECISION, words, OutcomeStatus.MADE
            outcome = Outcome(OutcomeId(f"o{number}"), session_id, number, *made, said_at=said)
            outcomes.append(outcome)
        else:
            markers.append(Marker(MarkerId(f"m{number}"), session_id, number, words, None, said))
    return replace(
        SAMPLE,
        reflections=tuple(reflections),
        outcomes=tuple(outcomes),
        markers=tuple(markers),
    )


def _shown(model: NotesModel) -> list[str]:
    rows = range(model.rowCount())
    return [model.index(row).data(Qt.ItemDataRole.DisplayRole) for row in rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(NOTES, min_size=2, max_size=4), st.sampled_from(list(NoteFilter)))
def test_moving_row_by_row_ends_where_beginning_anew_would(
    records: list[list[tuple[int, str, int, int]]], chosen: NoteFilter
) -> None:
    moved = NotesModel()
    moved.set_filter(chosen)
    counted = 0

    def count(sign: int, first: int, last: int) -> None:
        nonlocal counted
        counted += sign * (last - first + 1)

    moved.show_record(SAMPLE)
    moved.rowsInserted.connect(lambda _parent, first, last: count(1, first, last))
    moved.rowsRemoved.connect(lambda _parent, first, last: count(-1, first, last))
    for notes in records:
        moved.show_record(_record(notes))
        anew = NotesModel()
        anew.set_filter(chosen)
        anew.show_record(_record(notes))
        assert _shown(moved) == _shown(anew)
        assert counted == moved.rowCount()


def test_row_grows_with_its_chips(run: Running) -> None:
    run.enter("en linje")
    view = run.room.capture.captured.list
    before = view.rowHeight(0)
    run.key(Qt.Key.Key_Escape)
    run.type("1")
    assert view.rowHeight(0) > before
    run.type("0")
    assert view.rowHeight(0) == before


def test_every_row_is_measured_in_time(run: Running) -> None:
    record = run.record
    capturing = run.app.workspace.desk.capturing
    with run.app.base.atomic():
        for number in range(120):
            moment = run.room.capture.moment_now()
            capturing.commit(record.session.id, f"{'mange ord ' * (number % 30)}slut", moment)
            run.app.clock.advance(seconds=1)
    run.app.workspace.open_session(None)
    run.app.workspace.open_session(record.session.id)
    view = run.room.capture.captured.list
    wide = view.viewport().width()
    model = run.room.capture.captured.model
    delegate = view.itemDelegate()

    def needed(row: int) -> int:
        from flipdesk.ui.delegates.reflection_delegate import ReflectionDelegate
        from flipdesk.ui.delegates.roles import Role

        assert isinstance(delegate, ReflectionDelegate)
        return delegate.row_height(model.index(row).data(Role.ROW), wide)

    run.qtbot.waitUntil(
        lambda: all(view.rowHeight(row) == needed(row) for row in range(model.rowCount()))
    )
    assert model.rowCount() == 120
