"""What can be done about something that is missing, as a menu at its row."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.vocabulary import Answer
from flipdesk.i18n import _, pgettext
from flipdesk.services.missing import Lack, Missing

_QUOTING = (Lack.QUOTE_CONSENT, Lack.NAME_CONSENT)


def reasons() -> tuple[str, ...]:
    """Return the reasons for setting something aside that need no typing."""
    return (
        _("not needed"),
        _("agreed by word of mouth"),
        _("will come later"),
    )


class MissingMenu(QMenu):
    """Wishes about one thing that is missing; whoever opened it fulfils them."""

    gone_to = Signal(object)
    """The next place it concerns is to be shown."""
    answered = Signal(object, str, str)
    """The people concerned answer one matter (`Matter`, `Answer`)."""
    asked_in_prepare = Signal()
    set_aside = Signal(object, str)
    """It needs nobody any more, for this reason."""
    own_reason_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("missing_menu")
        self.setAccessibleName(_("What can be done"))

    def show_missing(self, one: Missing, go: str) -> None:
        """Offer what helps; `go` is the word for going there."""
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.setParent(None)
            menu.deleteLater()
        if one.people and (one.lack in _QUOTING or one.lack is Lack.RECORDING_CONSENT):
            names = ", ".join(person.name for person in one.people)
            # The heading of a section is not drawn in this style.
            self.addAction(names).setEnabled(False)
            self.addSeparator()
        if one.lack in _QUOTING:
            given, no = Answer.GIVEN, Answer.DECLINED
            self._add_answer(one, _("May be quoted by role"), Matter.BY_ROLE, given)
            self._add_answer(one, _("May be quoted by name"), Matter.BY_NAME, given)
            self._add_answer(one, _("Does not want to be quoted"), Matter.BY_ROLE, no)
        if one.lack is Lack.RECORDING_CONSENT:
            recording = Matter.RECORDING
            self._add_answer(one, _("Says yes to being recorded"), recording, Answer.GIVEN)
            self._add_answer(one, _("Says no to being recorded"), recording, Answer.DECLINED)
            words = _("See the consent in Prepare")
            self._add("missing_prepare", words, self.asked_in_prepare.emit)
        else:
            words = go if len(one.keys) == 1 else _("{go}, the next one").format(go=go)
            self._add("missing_go", words, partial(self.gone_to.emit, one))
        aside = self.addMenu(pgettext("what is missing", "Set aside, because"))
        aside.setObjectName("missing_aside")
        for number, reason in enumerate(reasons()):
            action = aside.addAction(reason, partial(self.set_aside.emit, one, reason))
            action.setObjectName(f"missing_reason_{number}")
        own = aside.addAction(_("Another reason…"), partial(self.own_reason_wanted.emit, one))
        own.setObjectName("missing_reason_own")

    def _add_answer(self, one: Missing, words: str, matter: Matter, answer: Answer) -> None:
        name = f"missing_{matter}_{answer}"
        self._add(name, words, partial(self.answered.emit, one, matter.value, answer.value))

    def _add(self, name: str, words: str, act: Callable[[], object]) -> None:
        action = self.addAction(words)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: act())
