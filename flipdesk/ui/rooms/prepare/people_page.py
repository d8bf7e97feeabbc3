"""The page Deltagere og samtykke: everybody in one table, written and answered in place."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu
from typing_extensions import override

from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stand_in import is_stand_in
from flipdesk.domain.vocabulary import ConsentWay
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.models.participants_model import coming_words, is_unasked, surname_first
from flipdesk.ui.models.people_fields import (
    CHOSEN,
    MATTERS,
    Choice,
    PeopleField,
    choices,
    full_heading,
)
from flipdesk.ui.models.people_table_model import PeopleTableModel
from flipdesk.ui.rooms.prepare.people_actions import PeopleActions
from flipdesk.ui.rooms.prepare.people_view import PeopleView
from flipdesk.ui.rooms.prepare.people_writing import PeopleWriting
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_layout import FlowLayout
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.segments import Segments

_MOST_NAMED = 6
TOLD_WAYS = (ConsentWay.SPOKEN, ConsentWay.WRITTEN, ConsentWay.EMAIL, ConsentWay.OTHER)


class PeoplePage(Pane):
    """A pane as large as the room. Esc in the table goes back to the run sheet."""

    left = Signal()
    """Somebody wants to go back."""

    def __init__(self, tools: RoomTools, actions: PeopleActions) -> None:
        super().__init__(tools.theme, _("Participants and consent"))
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._actions = actions
        self._session_id: SessionId | None = None
        self.setObjectName("people_page")
        self.writing = PeopleWriting(tools.workspace, tools.recording)
        self.model = PeopleTableModel(self.writing.write, self)
        self.view = PeopleView(tools.theme, self.model, self.writing.completions)
        self.view.installEventFilter(self)
        self.faces = Segments(
            tools.theme, _("What the table shows"), ((_("Who"), ""), (_("Consent"), ""))
        )
        self.faces.setObjectName("people_faces")
        self.faces.choose(0)
        self.header_layout.addWidget(self.faces)
        self.back_button = Button(tools.theme, _("Run sheet"), icon="chevron-left", kind="quiet")
        self.back_button.setAccessibleName(_("Back to the run sheet"))
        self.agree_button = Button(tools.theme, _("All have said yes"), icon="check")
        self.told_button = Button(tools.theme, _("Was told…"), icon="message-square-text")
        self.told_button.setAccessibleName(_("Was told about the recording"))
        self.import_button = Button(tools.theme, _("Paste or import…"), icon="download")
        self.earlier_button = Button(tools.theme, _("From a session…"), icon="history")
        self.organisations_button = Button(tools.theme, _("Organisations…"))
        self._lay_out()
        self._on_view_narrowed(self.view.is_narrow)
        self._connect()

    def show_record(self, record: SessionRecord) -> None:
        """Show the people of a session; another session is sorted by surname."""
        another = record.session.id != self._session_id
        self._session_id = record.session.id
        self.model.show_record(record, sorted_anew=another)
        self._show_missing(record)
        if not self.view.currentIndex().isValid():
            self.view.go_to(0)
        self._name_chosen()

    def enter(self) -> None:
        """Sort by surname, and be where one writes."""
        record = self._workspace.record
        if record is not None:
            self.model.show_record(record, sorted_anew=True)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_without_consent(self) -> None:
        """Go to the first whose consent to being recorded is unknown."""
        for row in range(self.model.new_row):
            one = self.model.participant_at(row)
            if one is not None and is_unasked(one):
                self.faces.choose(1)
                self.view.go_to(row, PeopleField.RECORDING)
                return

    def chosen_ids(self) -> tuple[ParticipantId, ...]:
        """Return the people whose rows are selected."""
        found = (self.model.participant_at(row) for row in self.view.selected_rows())
        return tuple(one.id for one in found if one is not None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() == QEvent.Type.KeyPress and not self.view.is_editing:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _show_missing(self, record: SessionRecord) -> None:
        people = record.participants
        note = coming_words(record)
        missing = sorted(filter(is_unasked, people), key=surname_first)
        if missing:
            named = [one.initials for one in missing[:_MOST_NAMED]]
            rest = len(missing) - len(named)
            more = _(" and {count} more").format(count=rest) if rest else ""
            words = _("not asked about the sound: {names}")
            note = f"{note} · {words.format(names=', '.join(named) + more)}"
        if people:
            told = self._workspace.desk.information.told(record.session.id)
            count = sum(one.id in told for one in people)
            words = _("told about the recording: {count} of {all}")
            note = f"{note} · {words.format(count=count, all=len(people))}"
        self.set_note(note if people else _("Write a name, or paste a list"))

    def _on_chosen(self, column: PeopleField, choice: Choice) -> None:
        self.writing.choose(self.chosen_ids(), column, choice)

    def _on_menu_requested(self, index: QModelIndex, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("people_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        one = self.model.participant_at(index.row())
        column = PeopleField(index.column())
        rows = self.view.selected_rows()
        if one is None and rows:
            # By key one may be where the next name is written, with everybody chosen.
            one, column = self.model.participant_at(rows[0]), PeopleField.NAME
        if one is not None and column in CHOSEN:
            self._fill_choices(menu, column)
        elif one is not None:
            menu.addAction(_("Open"), lambda: self._actions.open_participant(one.id))
            menu.addSeparator()
            for matter in (*MATTERS, PeopleField.WAY, PeopleField.BASIS):
                self._fill_choices(menu.addMenu(full_heading(matter)), matter)
        if one is not None:
            menu.addSeparator()
            menu.addAction(_("All chosen have said yes"), self._on_agree)
            self._fill_told(menu.addMenu(_("Was told about the recording")))
            menu.addAction(_("Remove"), self._on_delete_requested)
            if not is_stand_in(one.person_id):
                erase = self._workspace.person_erasure_wanted.emit
                words = _("Erase {name} for good…").format(name=one.name)
                menu.addAction(words, partial(erase, one.person_id))
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)

    def _fill_choices(self, menu: QMenu, column: PeopleField) -> None:
        values = {
            self.model.index(row, column).data(Qt.ItemDataRole.EditRole)
            for row in self.view.selected_rows()
        }
        for choice in choices(column):
            action = menu.addAction(choice.words, partial(self._on_chosen, column, choice))
            # Shown only: the key works in the table, where it is a letter as any other elsewhere.
            action.setShortcut(choice.letter)
            action.setCheckable(True)
            action.setChecked(values == {choice.value})

    def _fill_told(self, menu: QMenu) -> None:
        """Offer the ways of telling, as the ways of consenting that can be one."""
        for way in TOLD_WAYS:
            menu.addAction(word(way), partial(self._on_told, way))
        menu.addSeparator()
        menu.addAction(_("Was not told"), partial(self._on_told, None))

    def _on_told(self, way: ConsentWay | None) -> None:
        self.writing.tell(self.chosen_ids(), way)

    def _on_agree(self) -> None:
        self.writing.agree(self.chosen_ids())

    def _name_chosen(self) -> None:
        """Say on the button of whom it speaks, so that nobody answers for others unawares."""
        rows = self.view.selected_rows()
        one = self.model.participant_at(rows[0]) if len(rows) == 1 else None
        if one is not None:
            words = _("{initials} has said yes").format(initials=one.initials)
        elif len(rows) == self.model.new_row:
            words = _("All have said yes")
        else:
            words = ngettext("{count} has said yes", "{count} have said yes", len(rows))
            words = words.format(count=len(rows))
        self.agree_button.set_label(words)
        self.agree_button.setEnabled(bool(rows))
        self.told_button.setEnabled(bool(rows))

    def _on_delete_requested(self) -> None:
        self._actions.remove(self.chosen_ids())

    def _on_import_button_clicked(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("people_import_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("Paste from the clipboard"), self._actions.paste).setShortcut("Ctrl+V")
        menu.addAction(_("From a file: CSV or address cards…"), self._actions.choose_file)
        if self.view.is_narrow:
            menu.addAction(self.earlier_button.text(), self._actions.invite_earlier)
            menu.addAction(self.organisations_button.text(), self._actions.open_organisations)
        _pop_up_over(self.import_button, menu)

    def _on_told_button_clicked(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("people_told_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        self._fill_told(menu)
        _pop_up_over(self.told_button, menu)

    def _on_faces_chosen(self, place: int) -> None:
        self.view.show_who(who=place == 0)

    def _on_view_narrowed(self, narrow: bool) -> None:  # noqa: FBT001 - a signal's value
        self.faces.setVisible(narrow)
        # There the rows need the room: the menu of the other button has them then.
        self.earlier_button.setVisible(not narrow)
        self.organisations_button.setVisible(not narrow)

    def _connect(self) -> None:
        self.view.selectionModel().selectionChanged.connect(self._name_chosen)
        self.view.chosen.connect(self._on_chosen)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.view.delete_requested.connect(self._on_delete_requested)
        self.view.paste_requested.connect(self._actions.paste)
        self.view.narrowed.connect(self._on_view_narrowed)
        self.faces.chosen.connect(self._on_faces_chosen)
        self.back_button.clicked.connect(self.left)
        self.agree_button.clicked.connect(self._on_agree)
        self.told_button.clicked.connect(self._on_told_button_clicked)
        self.import_button.clicked.connect(self._on_import_button_clicked)
        self.earlier_button.clicked.connect(self._actions.invite_earlier)
        self.organisations_button.clicked.connect(self._actions.open_organisations)

    def _lay_out(self) -> None:
        holder = QHBoxLayout()
        Measures(self._theme, holder, margins=(6, 0, 6, 0))
        holder.addWidget(self.view)
        self.body.addLayout(holder, 1)
        self.back_button.set_small(26)
        self.header_layout.addWidget(self.back_button)
        foot = QHBoxLayout()
        Measures(self._theme, foot, margins=(14, 9, 14, 9))
        bottom = FlowLayout(self._theme)
        foot.addLayout(bottom)
        for name, button in (
            ("people_agree", self.agree_button),
            ("people_told", self.told_button),
            ("people_import", self.import_button),
            ("people_earlier", self.earlier_button),
            ("people_organisations", self.organisations_button),
        ):
            button.setObjectName(name)
            bottom.addWidget(button)
        self.back_button.setObjectName("people_back")
        self.body.addLayout(foot)


def _pop_up_over(button: Button, menu: QMenu) -> None:
    corner = button.mapToGlobal(QPoint(0, 0))
    menu.popup(corner - QPoint(0, menu.sizeHint().height()))
