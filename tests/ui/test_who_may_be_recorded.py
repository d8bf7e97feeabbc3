"""Whoever may not be recorded is named when a recording begins, and when they come into one."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Attendance, RecordingConsent
from tests.helpers.app import TestApp


def one(app: TestApp, initials: str) -> Participant:
    assert app.workspace.record is not None
    found = app.workspace.record.by_initials(initials)
    assert found is not None
    return found


def decline(app: TestApp, initials: str, attendance: Attendance) -> None:
    who = one(app, initials)
    consent = replace(who.consent, recording=RecordingConsent.DECLINED)
    invitations = app.workspace.desk.invitations
    app.workspace.perform(
        lambda: invitations.change(who.id, consent=consent, attendance=attendance)
    )


def asked(app: TestApp) -> list[str]:
    QApplication.processEvents()
    return [one for one in app.frame.messages.sentences if "må ikke optages" in one]


def test_somebody_here_is_named_when_the_recording_begins(sample_app: TestApp) -> None:
    decline(sample_app, "MH", Attendance.PRESENT)
    assert asked(sample_app) == []
    sample_app.recording.start()
    (sentence,) = asked(sample_app)
    assert sentence.startswith("Mette Holm må ikke optages.")


def test_somebody_who_comes_later_is_named_once(sample_app: TestApp) -> None:
    decline(sample_app, "LB", Attendance.INVITED)
    sample_app.recording.start()
    sample_app.advance(1_000)
    assert asked(sample_app) == []
    running, who = sample_app.workspace.desk.running, one(sample_app, "LB")
    sample_app.workspace.perform(lambda: running.register(who.id, Attendance.LATE))
    sample_app.advance(1_000)
    # She has not spoken yet; whoever has is asked about at once.
    assert [one.partition(" må ")[0] for one in asked(sample_app)] == ["Lærke Bæk"]
