"""The pane "Kommentarer": what came back and waits for a decision, beside what it concerns."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextBrowser, QWidget
from typing_extensions import override

from flipdesk.domain.ids import ReviewChangeId
from flipdesk.domain.review import ReviewChange, ReviewComment, ReviewState, answers
from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.services.reviewing import ChangeToDecide
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.compile.edit_draft import EditDraft
from flipdesk.ui.rooms.compile.headed_delegate import HEIGHT, HeadedDelegate
from flipdesk.ui.rooms.compile.kept_drafts import KeptDrafts
from flipdesk.ui.rooms.compile.review_rows import ReviewRow, change_row, comment_row, places
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.drawing import LEFT, draw_text
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList
from flipdesk.ui.widgets.toast import keep_clear

DETAIL = 100


class ReviewDelegate(HeadedDelegate):
    """Icon and who said what, below them what it is about."""

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, ReviewRow)
        below = self.paint_head(painter, rect, row)
        draw_text(painter, self.theme, below, row.where, "caption", "muted", LEFT)


class ReviewPane(Pane):
    """A list that empties. Enter accepts, F2 edits, Delete rejects."""

    note_chosen = Signal(str)
    """The GUID of what the chosen row concerns."""

    def __init__(self, tools: RoomTools, drafts: KeptDrafts) -> None:
        super().__init__(tools.theme, _("Comments"))
        self.setObjectName("review_pane")
        self._tools = tools
        self._workspace = tools.workspace
        self._things: dict[str, ChangeToDecide | ReviewComment] = {}
        self._model = KeyedListModel(self)
        self.list = RowList(tools.theme, _("Comments"), ReviewDelegate(tools.theme), fixed=True)
        self.list.setObjectName("review_list")
        self.list.setModel(self._model)
        self.detail = QTextBrowser()
        self.detail.setObjectName("review_detail")
        self.detail.setAccessibleName(_("The comment or change in full"))
        self.detail.setOpenLinks(False)
        self.editor = QPlainTextEdit()
        self.editor.setObjectName("review_editor")
        self.editor.setAccessibleName(_("What the text is to be instead"))
        self.editor.setTabChangesFocus(True)
        self.editor.hide()
        self.writing = ""
        """The GUID of the change whose editor is open, "" for none."""
        self._drafts = drafts
        self._draft = EditDraft(self.editor)
        self._draft.drafted.connect(lambda text: drafts.keep(self.writing, text))
        self._least: dict[QWidget, int] = {}
        for box, least in ((self.list, HEIGHT), (self.detail, DETAIL), (self.editor, DETAIL)):
            self._least[box] = least
            self.body.addWidget(box, 1)
        self.body.addWidget(self._buttons(tools))
        tools.theme.changed.connect(self._fit)
        self._fit()
        self.hide()
        self.lead_focus_to(self.list)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        for watched in (self.list, self.editor):
            watched.installEventFilter(self)

    def show_record(self, record: SessionRecord | None) -> None:
        """Show what is not decided; the pane is there only when there is something."""
        self._things = {} if record is None else self._waiting(record)
        rows = [] if record is None else self._rows(record)
        self._model.show_rows(rows)
        self.set_note(str(len(rows)) if rows else "")
        self.setVisible(bool(rows))
        if rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0))
        self._show_current()

    def choose_for(self, note: str) -> None:
        """Choose the first thing that concerns a note, unless one that does is chosen."""
        if self._concerns(self._key()) == note:
            return
        for place in range(self._model.rowCount()):
            index = self._model.index(place)
            if self._concerns(self._model.key_at(index) or "") == note:
                self.list.setCurrentIndex(index)
                return

    def choose(self, key: str) -> bool:
        """Choose a comment or change by its GUID; False when it is not here."""
        index = self._model.index_of(key)
        if index.isValid():
            self.list.setCurrentIndex(index)
        return index.isValid()

    def accept(self) -> None:
        """Let the chosen change stand, or say that a comment was seen to.

        What is being written in the place of a change stands instead of it.
        """
        if self.writing:
            self._save_edit()
            return
        change, comment = self._current()
        reviewing = self._workspace.desk.reviewing
        if change is not None:
            self._workspace.perform(lambda: reviewing.accept(change))
        elif comment is not None:
            self._workspace.perform(lambda: reviewing.settle(comment.id, ReviewState.ACCEPTED))

    def reject(self) -> None:
        """Leave the text as it is."""
        change, comment = self._current()
        reviewing = self._workspace.desk.reviewing
        if change is not None:
            self._workspace.perform(lambda: reviewing.reject(change))
        elif comment is not None:
            self._workspace.perform(lambda: reviewing.settle(comment.id, ReviewState.REJECTED))

    def edit(self) -> None:
        """Write a text of one's own, beginning with what accepting would give."""
        found = self._things.get(self._key())
        if self.writing:
            self._save_edit()
        elif isinstance(found, ChangeToDecide) and found.same.first.concerns:
            first = found.same.first
            self.writing = first.id
            proposed = found.outcome or first.new_text or first.old_text
            self._draft.begin(proposed, self._drafts.of(first.id))
            self._set_editing(editing=True)
            self.editor.setFocus()

    def place(self) -> None:
        """Ask what the chosen thing concerns."""
        from flipdesk.ui.rooms.compile.place_dialog import PlaceDialog

        record, (change, comment) = self._workspace.record, self._current()
        thing = change or (comment.id if comment else None)
        row = self.list.currentIndex().data(Role.ROW)
        if record is None or thing is None or not isinstance(row, ReviewRow):
            return
        reviewing = self._workspace.desk.reviewing

        def place(subject: str) -> None:
            self._workspace.do(lambda: reviewing.place(thing, subject))

        PlaceDialog(self._tools.theme, record, row.title, place, self).open()

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        acts = {
            Qt.Key.Key_Return: self.accept,
            Qt.Key.Key_Enter: self.accept,
            Qt.Key.Key_F2: self.edit,
            Qt.Key.Key_Delete: self.reject,
        }
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.editor and event.key() == Qt.Key.Key_Escape:
                self._draft.forget()
                self.writing = ""
                self._set_editing(editing=False)
                self.list.setFocus()
                return True
            act = acts.get(Qt.Key(event.key()))
            if act is not None and watched is self.list:
                act()
                return True
        return False

    def _buttons(self, tools: RoomTools) -> QWidget:
        bar = QWidget()
        keep_clear(bar)
        row = QHBoxLayout(bar)
        Measures(tools.theme, row, margins=(8, 6, 8, 6), gap=6)
        self.accept_button = Button(tools.theme, _("Accept"), kind="primary")
        self.edit_button = Button(tools.theme, _("Edit"))
        self.reject_button = Button(tools.theme, _("Reject"))
        for name, button, act, keys in (
            ("review_accept", self.accept_button, self.accept, "Enter"),
            ("review_edit", self.edit_button, self.edit, "F2"),
            ("review_reject", self.reject_button, self.reject, "Del"),
        ):
            button.setObjectName(name)
            button.setToolTip(keys)
            button.set_small(28, normal_weight=button is not self.accept_button)
            button.clicked.connect(act)
            row.addWidget(button)
        # There only for what could not be placed.
        self.place_button = Button(tools.theme, _("Place…"))
        self.place_button.setObjectName("review_place")
        self.place_button.setToolTip(_("Say which note or item it concerns"))
        self.place_button.set_small(28, normal_weight=True)
        self.place_button.clicked.connect(self.place)
        row.addWidget(self.place_button)
        row.addStretch(1)
        return bar

    def _waiting(self, record: SessionRecord) -> dict[str, ChangeToDecide | ReviewComment]:
        reviewing = self._workspace.desk.reviewing
        found: dict[str, ChangeToDecide | ReviewComment] = {}
        for comment in reviewing.comments(record.session.id):
            if comment.is_open and comment.parent_id is None:
                found[comment.id] = comment
        for change in reviewing.changes(record.session.id):
            if change.same.first.is_open:
                found[change.same.first.id] = change
        return found

    def _rows(self, record: SessionRecord) -> list[tuple[str, ReviewRow]]:
        known = places(record)
        comments = self._workspace.desk.reviewing.comments(record.session.id)
        rows = []
        for key, one in self._things.items():
            if isinstance(one, ChangeToDecide):
                rows.append((key, change_row(one, known)))
            else:
                rows.append((key, comment_row(one, answers(one, comments), known)))
        return rows

    def _key(self) -> str:
        return self._model.key_at(self.list.currentIndex()) or ""

    def _current(self) -> tuple[ReviewChangeId | None, ReviewComment | None]:
        found = self._things.get(self._key())
        if isinstance(found, ChangeToDecide):
            return found.same.first.id, None
        return None, found

    def _concerns(self, key: str) -> str:
        found = self._things.get(key)
        if found is None:
            return ""
        first: ReviewChange | ReviewComment
        first = found.same.first if isinstance(found, ChangeToDecide) else found
        return first.concerns or ""

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_current()
        concerned = self._concerns(self._key())
        if concerned and self.list.hasFocus():
            self.note_chosen.emit(concerned)

    def _show_current(self) -> None:
        row = self.list.currentIndex().data(Role.ROW)
        self.detail.setHtml(row.text if isinstance(row, ReviewRow) else "")
        found = self._things.get(self._key())
        is_change = isinstance(found, ChangeToDecide)
        is_lost = found is not None and not self._concerns(self._key())
        self.place_button.setVisible(is_lost)
        self.edit_button.setVisible(not is_lost)
        self.edit_button.setEnabled(is_change and bool(self._concerns(self._key())))
        if self.writing and self.writing != self._key():
            self._draft.keep()
            self.writing = ""
        self._set_editing(editing=bool(self.writing))

    def _fit(self) -> None:
        """Keep room for a row and for what is read in full, at every text size."""
        self.detail.setFont(self._tools.theme.font("body"))
        for box, least in self._least.items():
            box.setMinimumHeight(self._tools.theme.px(least))

    def _set_editing(self, *, editing: bool) -> None:
        self.editor.setVisible(editing)
        self.detail.setVisible(not editing)
        self.edit_button.setText(_("Save the text") if editing else _("Edit"))

    def _save_edit(self) -> None:
        change = self._current()[0]
        if change is None:
            raise BugError("only a change can be edited")
        text = self.editor.toPlainText()
        reviewing = self._workspace.desk.reviewing
        self._draft.stop()
        self.writing = ""
        if self._workspace.perform(lambda: reviewing.edit(change, text)):
            self._drafts.keep(change, "")
            self.list.setFocus()
        else:
            self.writing = change
            self._draft.keep()
