"""The pane Forløb: every series, unfolding to its sessions."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy
from typing_extensions import override

from flipdesk.domain.ids import SeriesId
from flipdesk.domain.session import Session
from flipdesk.i18n import _
from flipdesk.services.overview import SeriesOverview
from flipdesk.ui.delegates.series_delegate import SeriesDelegate
from flipdesk.ui.models.series_model import SeriesModel
from flipdesk.ui.rooms.compile.minutes_menus import LANGUAGES
from flipdesk.ui.rooms.home.digest_writing import DigestWriting
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.saved_message import SavedMessage
from flipdesk.ui.showing_files import open_in_own_program
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.pane import Pane


class SeriesPane(Pane):
    """Enter or a click unfolds a series and opens a session; F2 changes and Del deletes."""

    session_requested = Signal(object)
    new_session_requested = Signal(str)
    """The id of the series that is to have one more session."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Series"))
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._recording = tools.recording
        self.setObjectName("series_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.model = SeriesModel(self)
        self.list = FittedList(
            tools.theme, _("Series"), SeriesDelegate(tools.theme), self.model, least=2, modest=True
        )
        self.list.setObjectName("series")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.installEventFilter(self)
        self.list.chosen.connect(self._on_list_chosen)
        self.list.customContextMenuRequested.connect(self._on_list_menu_requested)
        self._message: SavedMessage | None = None
        self.open_url = open_in_own_program
        self.digest_writing = DigestWriting(tools, self)
        self.digest_writing.written.connect(self._on_digest_written)
        new = tools.commands.action("series.new")
        self.new_button = Button(tools.theme, _("New series"), kind="quiet")
        button, keys = self.new_button, tools.commands.keys
        tools.commands.follow(button, lambda: button.set_key(keys("series.new")))
        self.new_button.set_small(24)
        self.new_button.setObjectName("new_series")
        self.new_button.clicked.connect(new.trigger)
        self.header_layout.addWidget(self.new_button)
        # The list takes what there is up to its rows, the space under it only what is left.
        self.body.addWidget(self.list, 1000)
        self.body.addStretch(1)
        tools.workspace.reveal_wanted.connect(self._on_workspace_reveal_wanted)

    def _on_workspace_reveal_wanted(self, _table: str, series_id: str) -> None:
        index = self.model.index_of(series_id)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def show_series(self, series: tuple[SeriesOverview, ...]) -> None:
        """Show these series."""
        self.set_note(str(len(series)))
        self.model.show_series(series)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        return watched is self.list and self._on_key(event.key())

    def _on_key(self, key: int) -> bool:
        index = self.list.currentIndex()
        if not index.isValid():
            return False
        match key:
            case Qt.Key.Key_Right:
                self._fold(index, unfolded=True)
            case Qt.Key.Key_Left:
                self._fold(index, unfolded=False)
            case Qt.Key.Key_F2:
                self._change(index)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._delete(index)
            case _:
                return False
        return True

    def _on_list_chosen(self, index: QModelIndex) -> None:
        session = self.model.session_at(index)
        if session is not None:
            self.session_requested.emit(session)
            return
        one = self.model.series_at(index)
        if one is not None:
            self._fold(index, unfolded=not self.model.is_unfolded(one.series.id))

    def _fold(self, index: QModelIndex, *, unfolded: bool) -> None:
        one = self.model.series_at(index)
        session = self.model.session_at(index)
        series_id = one.series.id if one else None
        if session is not None and not unfolded:
            series_id = session.series_id
        if series_id is None:
            return
        self.model.fold(series_id, unfolded=unfolded)
        self.list.setCurrentIndex(self.model.index_of(series_id))

    def _on_list_menu_requested(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        index = index if index.isValid() else self.list.currentIndex()
        one, session = self.model.series_at(index), self.model.session_at(index)
        if one is None and session is None:
            return
        menu = QMenu(self)
        menu.setObjectName("series_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        if session is not None:
            menu.addAction(_("Open"), lambda: self.session_requested.emit(session))
        elif one is not None:
            unfolded = self.model.is_unfolded(one.series.id)
            words = _("Hide the sessions") if unfolded else _("Show the sessions")
            menu.addAction(words, lambda: self._fold(index, unfolded=not unfolded))
            series_id = one.series.id
            menu.addAction(
                _("New session in the series"), lambda: self.new_session_requested.emit(series_id)
            )
            digest = menu.addMenu(_("How the ideas travelled, in Word"))
            digest.setObjectName("series_digest")
            for key, name in LANGUAGES.items():
                digest.addAction(_(name)).triggered.connect(
                    partial(self.digest_writing.write, series_id, key)
                )
        menu.addSeparator()
        menu.addAction(_("Change"), lambda: self._change(index)).setShortcut("F2")
        menu.addAction(_("Delete"), lambda: self._delete(index)).setShortcut("Del")
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _on_digest_written(self, path: str) -> None:
        self._put_message_away()
        complain = self._workspace.problem.emit
        self._message = SavedMessage(self._theme, Path(path), self.open_url, complain, self)
        self._message.setObjectName("digest_written")
        self._message.closed.connect(self._put_message_away)
        self.body.insertWidget(0, self._message)
        self._message.tell()

    def _put_message_away(self) -> None:
        if self._message is not None:
            self._message.hide()
            self._message.deleteLater()
            self._message = None

    def _change(self, index: QModelIndex) -> None:
        from flipdesk.ui.dialogs.name_dialog import NameDialog
        from flipdesk.ui.dialogs.series_dialog import SeriesDialog

        one, session = self.model.series_at(index), self.model.session_at(index)
        if one is not None:
            SeriesDialog(self._theme, self._workspace, self.window()).open_for(one.series.id)
        elif session is not None:
            NameDialog(self._theme, self._workspace, self.window()).open_for(session)

    def _delete(self, index: QModelIndex) -> None:
        one, session = self.model.series_at(index), self.model.session_at(index)
        sessions = one.sessions if one is not None else (session,)
        recorded = self._recording.session_id
        if recorded and any(each and each.id == recorded for each in sessions):
            self._workspace.problem.emit(_("Stop the recording before you delete its session."))
        elif one is not None:
            self._delete_series(one.series.id, one.series.title)
        elif session is not None:
            self._delete_session(session)

    def _delete_series(self, series_id: SeriesId, title: str) -> None:
        planning = self._workspace.desk.planning
        self._workspace.perform(
            lambda: planning.delete_series(series_id),
            notice=_("{title} is deleted").format(title=title),
        )

    def _delete_session(self, session: Session) -> None:
        planning = self._workspace.desk.planning
        self._workspace.perform(
            lambda: planning.delete_session(session.id),
            notice=_("{title} is deleted").format(title=session.title),
        )
