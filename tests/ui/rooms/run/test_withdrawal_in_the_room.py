"""Somebody withdraws while the session is recorded: stop, mark or silence, asked in its place."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.vocabulary import Attendance, RecordingConsent
from flipdesk.ui.rooms.run.person_menu import PersonMenu
from flipdesk.ui.widgets.button import Button
from tests.ui.rooms.run.conftest import Running

WITHDRAWS = "Trækker samtykket til optagelsen tilbage"


def _person(run: Running, initials: str = "MH") -> Participant:
    person = run.record.by_initials(initials)
    assert person is not None
    return person


def _say(run: Running, answer: RecordingConsent) -> None:
    """Write down what Mette Holm says about the recording, as any room may do."""
    person = _person(run)
    consent = replace(person.consent, recording=answer)
    invitations = run.app.workspace.desk.invitations
    run.app.workspace.perform(lambda: invitations.change(person.id, consent=consent))


def _choose_in_menu(run: Running, words: str, initials: str = "MH") -> None:
    pane = run.room.people.people_pane
    button = pane.button_of(_person(run, initials).id)
    assert button is not None
    run.click(button)
    menu = pane.findChildren(PersonMenu)[-1]
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.close()


def _record(run: Running) -> None:
    run.click(run.room.people.people_pane.everybody_button)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(1_000)


def _speak(run: Running, initials: str, ms: int) -> None:
    run.room.people.floor.give(_person(run, initials).id)
    run.app.advance(ms)


def _sentences(run: Running) -> tuple[str, ...]:
    return run.app.frame.messages.sentences


def _answers(run: Running) -> list[str]:
    """Return what can be answered, in the order in which Tab goes through it."""
    QApplication.processEvents()
    buttons = run.app.frame.messages.findChildren(Button)
    shown = [one for one in buttons if one.isVisible()]
    first = min(shown, key=lambda one: one.x(), default=None)
    ordered: list[Button] = []
    following: QWidget | None = first
    while following is not None and len(ordered) < len(shown):
        ordered += [one for one in shown if one is following]
        following = following.nextInFocusChain()
    return [one.text() for one in ordered]


def _answer(run: Running, words: str) -> None:
    QApplication.processEvents()
    buttons = run.app.frame.messages.findChildren(Button)
    run.click(next(one for one in buttons if one.isVisible() and one.text() == words))
    QApplication.processEvents()


def _places(run: Running) -> list[tuple[PassageKind, int]]:
    return [(one.kind, (one.to_ms - one.from_ms) // 1_000) for one in run.record.passages]


def test_withdrawal_is_answered_in_place_and_the_capture_bar_keeps_the_focus(run: Running) -> None:
    _record(run)
    _speak(run, "MH", 4_000)
    run.room.go_to_capture()
    focused = run.focused
    _say(run, RecordingConsent.WITHDRAWN)
    (sentence,) = _sentences(run)
    assert sentence.startswith("Mette Holm har trukket samtykket til optagelsen tilbage.")
    assert "til den slettes" in sentence
    assert _answers(run) == [
        "Stop optagelsen", "Markér stederne", "Gør stederne tavse", "Ikke nu",
    ]  # fmt: skip
    assert run.has_focus(focused)
    assert QApplication.activeModalWidget() is None


def test_silenced_so_far_and_from_now_on(run: Running) -> None:
    _record(run)
    _speak(run, "MH", 4_000)
    _speak(run, "KA", 2_000)
    _choose_in_menu(run, WITHDRAWS)
    _answer(run, "Gør stederne tavse")
    assert _sentences(run) == ()
    assert _places(run) == [(PassageKind.SILENCED, 4)]
    _speak(run, "MH", 3_000)
    _speak(run, "KA", 1_000)
    assert _places(run) == [(PassageKind.SILENCED, 4), (PassageKind.SILENCED, 3)]
    assert _sentences(run) == ()
    for _step in range(3):
        run.app.workspace.undo()
    assert _places(run) == []
    assert len(_sentences(run)) == 1


def test_marked_and_taken_back_when_consent_is_given_again(run: Running) -> None:
    _record(run)
    _speak(run, "MH", 4_000)
    _choose_in_menu(run, WITHDRAWS)
    _answer(run, "Markér stederne")
    assert _places(run) == [(PassageKind.WITHDRAWN, 4)]
    _choose_in_menu(run, "Må optages")
    assert _sentences(run) == (
        "Mette Holm må optages igen. Det, Mette Holm har sagt, er stadig markeret.",
    )
    _answer(run, "Giv det fri")
    assert (_places(run), _sentences(run)) == ([], ())
    run.app.workspace.undo()
    assert _places(run) == [(PassageKind.WITHDRAWN, 4)]


def test_stopping_still_asks_about_what_was_said(run: Running) -> None:
    _record(run)
    _speak(run, "MH", 4_000)
    _choose_in_menu(run, WITHDRAWS)
    _answer(run, "Stop optagelsen")
    assert not run.app.recording.is_recording
    assert _answers(run) == ["Markér stederne", "Gør stederne tavse", "Ikke nu"]
    _answer(run, "Gør stederne tavse")
    assert _places(run) == [(PassageKind.SILENCED, 4)]


def test_put_aside_it_stays_away_and_the_menu_offers_the_same(run: Running) -> None:
    _record(run)
    _speak(run, "MH", 4_000)
    _choose_in_menu(run, WITHDRAWS)
    _answer(run, "Ikke nu")
    _speak(run, "KA", 1_000)
    assert _sentences(run) == ()
    _choose_in_menu(run, "Gør stederne tavse")
    assert _places(run) == [(PassageKind.SILENCED, 4)]


def test_whoever_declined_and_is_here_is_asked_about_once(run: Running) -> None:
    _say(run, RecordingConsent.DECLINED)
    assert _sentences(run) == ()
    _record(run)
    (sentence,) = _sentences(run)
    assert sentence.startswith("Mette Holm må ikke optages. Hvad skal der ske?")
    _answer(run, "Gør stederne tavse")
    _speak(run, "MH", 2_000)
    _speak(run, "KA", 1_000)
    assert _places(run) == [(PassageKind.SILENCED, 2)]


def test_consent_changed_after_the_session_is_asked_about(run: Running) -> None:
    _record(run)
    _speak(run, "MH", 4_000)
    run.app.recording.stop()
    QApplication.processEvents()
    _choose_in_menu(run, WITHDRAWS, "KA")
    (sentence,) = _sentences(run)
    assert "ingen har noteret, hvornår Karim Aaen talte" in sentence
    run.app.frame.messages.dismiss(sentence)
    _choose_in_menu(run, WITHDRAWS)
    assert _answers(run) == ["Markér stederne", "Gør stederne tavse", "Ikke nu"]
    run.app.workspace.open_session(None)
    assert _sentences(run) == ()


def test_one_who_is_not_here_is_not_asked_about(run: Running) -> None:
    _record(run)
    person = _person(run)
    running = run.app.workspace.desk.running
    run.app.workspace.perform(lambda: running.register(person.id, Attendance.REGRETS))
    _say(run, RecordingConsent.WITHDRAWN)
    assert _sentences(run) == ()


def test_grid_says_who_may_not_be_recorded(run: Running) -> None:
    _choose_in_menu(run, WITHDRAWS)
    button = run.room.people.people_pane.button_of(_person(run).id)
    assert button is not None
    assert "samtykke trukket tilbage" in button.accessibleName()
