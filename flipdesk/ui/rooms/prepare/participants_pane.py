"""The pane Deltagere: who comes, and who may be recorded and quoted."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Answer, Attendance, QuoteConsent, RecordingConsent
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.delegates.participant_delegate import ParticipantDelegate
from flipdesk.ui.models.participants_model import ParticipantsModel, coming_words
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane

_RECORDING = (RecordingConsent.UNKNOWN, RecordingConsent.GIVEN, RecordingConsent.DECLINED)
_QUOTES = (QuoteConsent.NONE, QuoteConsent.ROLE, QuoteConsent.NAME)


class ParticipantsPane(Pane):
    """Enter opens a participant; M, C and A change consent, quotation and regrets at once.

    A click on a consent offers the answers.
    """

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Participants"))
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._commands = tools.commands
        self._record: SessionRecord | None = None
        self.setObjectName("participants_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.model = ParticipantsModel(self)
        self._delegate = ParticipantDelegate(tools.theme)
        self.list = FittedList(tools.theme, _("Participants"), self._delegate, self.model, least=4)
        self.list.setObjectName("participants")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self._empty = EmptyState(
            tools.theme,
            "users-round",
            _("Nobody is invited yet"),
            _("Consent to recording is asked of each one."),
            _("Add a participant"),
        )
        self._heads = (Caption(tools.theme, _("recorded")), Caption(tools.theme, _("quoted")))
        for head in self._heads:
            self.header_layout.addWidget(head)
        add = self.add_button = Button(
            tools.theme, _("Participant"), icon="plus", kind="quiet", name=_("Add a participant")
        )
        commands = tools.commands
        commands.follow(add, lambda: add.set_key(commands.keys("participant.add")))
        self.add_button.set_small(24)
        self.add_button.setObjectName("add_participant")
        self.table_button = Button(
            tools.theme, _("All in a table"), icon="table-2", kind="quiet",
            name=_("Participants and consent"),
        )  # fmt: skip
        self.table_button.set_small(24)
        self.table_button.setObjectName("people_table_button")
        self._lay_out()
        self.table_button.clicked.connect(tools.commands.action("people.table").trigger)
        self.add_button.clicked.connect(self.add_participant)
        self._empty.acted.connect(self.add_participant)
        self.list.doubleClicked.connect(self._on_list_double_clicked)
        self.list.customContextMenuRequested.connect(self._on_list_menu_requested)

    def show_record(self, record: SessionRecord) -> None:
        """Show who takes part in a session."""
        self._record = record
        self.model.show_record(record)
        people = record.participants
        note = coming_words(record)
        regrets = sum(one.attendance is Attendance.REGRETS for one in people)
        if regrets:
            words = ngettext("{count} sent regrets", "{count} have sent regrets", regrets)
            note = f"{note} · {words.format(count=regrets)}"
        self.set_note(note if people else "")
        self.list.setVisible(bool(people))
        self.add_button.setVisible(bool(people))
        for head in self._heads:
            head.setVisible(bool(people))
        self._empty.setVisible(not people)
        if people and not self.list.currentIndex().isValid():
            first = self.model.index(0)
            # Current but not selected: a pane one has not been in shows no chosen row.
            self.list.selectionModel().setCurrentIndex(
                first, self.list.selectionModel().SelectionFlag.NoUpdate
            )

    def focus_list(self) -> QWidget:
        """Return what takes the focus for this pane."""
        has_people = self._record is not None and bool(self._record.participants)
        return self.list if has_people else self._empty.button

    def add_participant(self) -> None:
        """Open the dialog for a new participant."""
        from flipdesk.ui.dialogs.participant_dialog import ParticipantDialog

        if self._record is not None:
            ParticipantDialog(self._theme, self._workspace, self.window()).open_for_new()

    def open_participant(self, participant_id: ParticipantId) -> None:
        """Open the dialog of a participant."""
        from flipdesk.ui.dialogs.participant_dialog import ParticipantDialog

        dialog = ParticipantDialog(self._theme, self._workspace, self.window())
        dialog.open_for(participant_id)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            if watched is self.list.viewport() and event.button() == Qt.MouseButton.LeftButton:
                self._offer_answers(event.position().toPoint())
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        return watched is self.list and not event.modifiers() and self._on_key(event.key())

    def _on_key(self, key: int) -> bool:
        current = self._participant_at(self.list.currentIndex())
        if current is None:
            return False
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self.open_participant(current.id)
            case Qt.Key.Key_M:
                self._next_recording(current)
            case Qt.Key.Key_C:
                self._next_quote(current)
            case Qt.Key.Key_A:
                self._toggle_regrets(current)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._delete(current)
            case Qt.Key.Key_Insert:
                self.add_participant()
            case _:
                return False
        return True

    def _on_list_double_clicked(self, index: QModelIndex) -> None:
        current = self._participant_at(index)
        if current is not None:
            self.open_participant(current.id)

    def _on_list_menu_requested(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("participant_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        index = self.list.indexAt(at)
        current = self._participant_at(index if index.isValid() else self.list.currentIndex())
        if current is not None:
            self._fill_menu(menu, current)
            menu.addSeparator()
        menu.addAction(self._commands.action("participant.add"))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _fill_menu(self, menu: QMenu, current: Participant) -> None:
        def add(words: str, keys: str, act: Callable[[], object]) -> None:
            menu.addAction(words, act).setShortcut(keys)

        add(_("Open"), "Return", lambda: self.open_participant(current.id))
        self._fill_recording(menu.addMenu(_("Recording")), current)
        self._fill_quote(menu.addMenu(_("Quotation")), current)
        menu.addSeparator()
        add(_("Next answer about recording"), "M", lambda: self._next_recording(current))
        add(_("Next answer about quotation"), "C", lambda: self._next_quote(current))
        sent = current.attendance is Attendance.REGRETS
        away = _("Comes after all") if sent else _("Has sent regrets")
        add(away, "A", lambda: self._toggle_regrets(current))
        menu.addSeparator()
        menu.addAction(_("Chairs the session"), self._giving_role(current, "chair_id"))
        menu.addAction(_("Takes the minutes"), self._giving_role(current, "minute_taker_id"))
        menu.addSeparator()
        add(_("Remove"), "Del", lambda: self._delete(current))

    def _offer_answers(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        current = self._participant_at(index)
        asked = self._delegate.consent_at(self.list.visualRect(index), at.x())
        if current is None or not asked:
            return
        menu = QMenu(self)
        menu.setObjectName("consent_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        fill = self._fill_quote if asked == "quote" else self._fill_recording
        fill(menu, current)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _fill_recording(self, menu: QMenu, current: Participant) -> None:
        for consent in RecordingConsent:
            action = menu.addAction(word(consent), self._setting_recording(current, consent))
            action.setCheckable(True)
            action.setChecked(current.consent.recording is consent)

    def _fill_quote(self, menu: QMenu, current: Participant) -> None:
        for wish in QuoteConsent:
            action = menu.addAction(word(wish), self._setting_quote(current, wish))
            action.setCheckable(True)
            action.setChecked(current.consent.quote is wish)

    def _setting_recording(self, one: Participant, consent: RecordingConsent) -> Callable[[], None]:
        return lambda: self._answer(one, Matter.RECORDING, Answer(consent.value))

    def _setting_quote(self, one: Participant, wish: QuoteConsent) -> Callable[[], None]:
        return lambda: self._set_quote(one, wish)

    def _giving_role(self, one: Participant, field: str) -> Callable[[], object]:
        planning = self._workspace.desk.planning
        return lambda: self._workspace.perform(
            lambda: planning.change_session(one.session_id, **{field: one.id})
        )

    def _next_recording(self, one: Participant) -> None:
        now = one.consent.recording
        place = _RECORDING.index(now) if now in _RECORDING else -1
        answer = _RECORDING[(place + 1) % len(_RECORDING)]
        self._answer(one, Matter.RECORDING, Answer(answer.value))

    def _next_quote(self, one: Participant) -> None:
        place = _QUOTES.index(one.consent.quote)
        self._set_quote(one, _QUOTES[(place + 1) % len(_QUOTES)])

    def _set_quote(self, one: Participant, wish: QuoteConsent) -> None:
        if wish is QuoteConsent.NONE:
            self._answer(one, Matter.BY_ROLE, Answer.DECLINED)
        elif wish is QuoteConsent.NAME:
            self._answer(one, Matter.BY_NAME, Answer.GIVEN)
        elif one.consent.quote is QuoteConsent.NAME:
            self._answer(one, Matter.BY_NAME, Answer.DECLINED)
        else:
            self._answer(one, Matter.BY_ROLE, Answer.GIVEN)

    def _answer(self, one: Participant, matter: Matter, answer: Answer) -> None:
        consents = self._workspace.desk.consents
        self._workspace.perform(lambda: consents.answer([one.id], matter, answer))

    def _toggle_regrets(self, one: Participant) -> None:
        sent = one.attendance is Attendance.REGRETS
        attendance = Attendance.INVITED if sent else Attendance.REGRETS
        invitations = self._workspace.desk.invitations
        self._workspace.perform(lambda: invitations.change(one.id, attendance=attendance))

    def _delete(self, one: Participant) -> None:
        row = self.model.index_of(one.id).row()
        notice = _("{name} is removed").format(name=one.name)
        invitations = self._workspace.desk.invitations
        self._workspace.perform(lambda: invitations.delete(one.id), notice=notice)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def _participant_at(self, index: QModelIndex) -> Participant | None:
        key = self.model.key_at(index)
        if self._record is None or key is None:
            return None
        return self._record.participant(ParticipantId(key))

    def _lay_out(self) -> None:
        holder = QHBoxLayout()
        Measures(self._theme, holder, margins=(6, 0, 6, 0))
        holder.addWidget(self.list)
        self.body.addLayout(holder)
        self.body.addWidget(self._empty)
        foot = QHBoxLayout()
        Measures(self._theme, foot, margins=(2, 0, 6, 2))
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(self.table_button)
        self.body.addLayout(foot)
