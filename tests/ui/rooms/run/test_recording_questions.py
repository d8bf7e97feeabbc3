"""What is asked when a recording begins with consents unknown, and when its session is over."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import Attendance, RecordingConsent
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.ui.rooms.run.conftest import Running

UNKNOWN = "2 deltagere har ikke svaret om optagelsen."
OVER = "Sessionen er slut, men der optages stadig."


def unsure(run: Running, *initials: str, attendance: Attendance = Attendance.INVITED) -> None:
    for one in run.record.participants:
        if one.initials in initials:
            changed = replace(one, consent=Consent(), attendance=attendance)
            run.app.workspace.tell(run.app.base.participants.save(changed))


def record(run: Running) -> None:
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(500)


def messages(run: Running) -> tuple[str, ...]:
    QApplication.processEvents()
    return run.app.frame.messages.sentences


def press(run: Running, words: str) -> None:
    (message,) = run.app.frame.messages.findChildren(InlineMessage)
    (button,) = [one for one in message.findChildren(Button) if one.text() == words]
    run.click(button)
    QApplication.processEvents()


def test_unknown_consent_is_told_when_it_records_and_noted_at_once(run: Running) -> None:
    unsure(run, "MH", "KA")
    unsure(run, "LB", attendance=Attendance.REGRETS)
    assert messages(run) == ()
    record(run)
    assert messages(run) == (UNKNOWN,)
    assert run.app.recording.is_recording
    press(run, "Alle har sagt ja")
    assert messages(run) == ()
    given = [one.initials for one in run.record.participants
             if one.consent.recording is RecordingConsent.UNKNOWN]  # fmt: skip
    assert given == ["LB"]
    run.app.workspace.undo()
    assert len([one for one in run.record.participants
                if one.consent.recording is RecordingConsent.UNKNOWN]) == 3  # fmt: skip


def test_answers_given_one_by_one_are_counted_down(run: Running) -> None:
    unsure(run, "MH", "KA")
    record(run)
    mette = run.record.by_initials("MH")
    assert mette is not None
    consents = run.app.workspace.desk.consents
    run.app.workspace.perform(lambda: consents.agree([mette.id]))
    assert messages(run) == ("1 deltager har ikke svaret om optagelsen.",)


def test_session_that_is_over_and_still_recorded_is_told_once(run: Running) -> None:
    record(run)
    for _item in range(len(run.record.agenda) + 1):
        run.room.next_item()
    assert messages(run) == (OVER,)
    press(run, "Stop optagelsen")
    assert not run.app.recording.is_recording
    assert messages(run) == ()


def test_going_on_recording_after_the_session_is_an_answer(run: Running) -> None:
    record(run)
    for _item in range(len(run.record.agenda) + 1):
        run.room.next_item()
    press(run, "Bliv ved")
    run.app.advance(2_000)
    assert messages(run) == ()
    assert run.app.recording.is_recording
