"""The pane "Referat": what the minutes will say, for whom, and the Word file made of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience
from flipdesk.domain.words import word
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.services.minutes import DRAFT
from flipdesk.ui.rooms.compile.minutes_gate import MinutesGate
from flipdesk.ui.rooms.compile.minutes_menus import (
    LANGUAGES,
    AudienceMenu,
    VersionActs,
    VersionsMenu,
    state_text,
)
from flipdesk.ui.rooms.compile.minutes_view import MinutesView
from flipdesk.ui.rooms.compile.minutes_writing import MinutesWriting
from flipdesk.ui.rooms.compile.sent_message import SentMessage
from flipdesk.ui.rooms.compile.since_approval import SinceApproval
from flipdesk.ui.rooms.compile.template_choice import TemplateChoice
from flipdesk.ui.rooms.compile.template_menu import add_templates
from flipdesk.ui.rooms.compile.version_actions import VersionActions
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.save_dialog import ask_where
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.inline_message import InlineMessage
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane


class MinutesPane(Pane):
    """Audience, language and versions in the header; the paper below is what would be written."""

    choice_changed = Signal()
    """Another audience or language was chosen."""
    told = Signal()
    """There is something to see here that somebody waits for."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Minutes"))
        self.setObjectName("minutes_pane")
        self._tools = tools
        self._workspace = tools.workspace
        self._record: SessionRecord | None = None
        self._message: InlineMessage | None = None
        self.audience = Audience.PARTICIPANTS
        self.language = "da"
        self.writing = MinutesWriting(tools.workspace, tools.jobs)
        self.template = TemplateChoice(tools, self)
        self.view = MinutesView(tools.theme)
        self.gate = MinutesGate(tools, self.view, self.writing)
        self._audience_menu = AudienceMenu(self, self.choose)
        self.versions = VersionActions(tools, self.gate, self._prepare_shown, self)
        self.since = SinceApproval(tools, self.view)
        acts = VersionActs(
            self.writing.show_copy,
            self._save_copy_as,
            self.versions.compare_kept,
            self.versions.compare_now,
            self.versions.approve_kept,
            self.versions.archive,
        )
        self._versions_menu = VersionsMenu(self, acts, self.write_as)
        self._make_buttons()
        self._second_row = QWidget(self)
        row = QHBoxLayout(self._second_row)
        Measures(tools.theme, row, margins=(8, 6, 8, 6))
        row.addStretch(1)
        self.body.addWidget(self._second_row)
        self.body.addWidget(self.since)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.gate.page, 1)
        self.lead_focus_to(self.view.paper)
        self.set_stacked(stacked=False)
        self._connect()

    def show_record(self, record: SessionRecord) -> MinutesSnapshot:
        """Show what the minutes of a session will say, and return it."""
        if self._record is not None and self._record.session.id != record.session.id:
            self._put_message_away()
        self._record = record
        snapshot = self._prepare(record)
        self.view.show_snapshot(snapshot, record)
        self.gate.follow(snapshot, record)
        label = word(self.audience)
        if self.language != "da":
            label = f"{label} · {_(LANGUAGES[self.language])}"
        self.audience_button.set_label(label)
        versions = self._versions_here()
        self.versions_button.set_label(state_text(versions[0]) if versions else _("Draft"))
        self.since.follow(snapshot)
        self.template.offer()
        return snapshot

    def choose(self, audience: Audience, language: str) -> None:
        """Show the minutes for another audience or in another language."""
        self.audience, self.language = audience, language
        self.choice_changed.emit()

    def write(self) -> None:
        """Make the Word file; with Shift held down, ask where it goes."""
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.write_as()
        elif self._record is not None:
            self.gate.write(self._prepare(self._record), self._record)

    def write_as(self) -> None:
        """Make the Word file where the user says."""
        record = self._record
        if record is None:
            return
        snapshot = self._prepare(record)
        self._ask_where(snapshot.title, lambda path: self.gate.write(snapshot, record, path))

    def show_note(self, key: str, above: str = "") -> None:
        """Bring a note into sight on the paper, where it stands there."""
        self.view.paper.show_key(key, above)

    def wide_width(self) -> int:
        """Return the width in px that title and controls need on one line."""
        buttons = (self.audience_button, self.versions_button, self.write_button)
        width = sum(button.sizeHint().width() for button in buttons)
        return width + self._title.sizeHint().width() + self._tools.theme.px(28 + 4 * 8)

    def set_stacked(self, *, stacked: bool) -> None:
        """Put audience and versions on a line of their own."""
        row = self._second_row.layout()
        target = row if stacked and row is not None else self.header_layout
        for button in (self.versions_button, self.audience_button):
            target.removeWidget(button)
        assert isinstance(target, QHBoxLayout)
        target.insertWidget(0, self.versions_button)
        target.insertWidget(0, self.audience_button)
        self._second_row.setVisible(stacked)

    def tab_order(self) -> tuple[QWidget, ...]:
        """Return what Tab goes through, in order."""
        told = (self.since, *([self._message] if self._message is not None else []))
        return (
            *(self.audience_button, self.versions_button, self.write_button),
            *(button for message in told for button in message.buttons),
            self.view.paper,
        )

    def _prepare(self, record: SessionRecord, standing: Standing = DRAFT) -> MinutesSnapshot:
        desk = self._workspace.desk.minutes
        chosen = (self.audience, self.language)
        return desk.prepare(record.session.id, *chosen, record=record, standing=standing)

    def _prepare_shown(self, standing: Standing) -> MinutesSnapshot:
        record = self._record
        if record is None:
            raise BugError("no minutes are shown")
        return self._prepare(record, standing)

    def _versions(self) -> tuple[Minutes, ...]:
        if self._record is None:
            return ()
        return self._workspace.desk.base.minutes.of_session(self._record.session.id)

    def _versions_here(self) -> tuple[Minutes, ...]:
        chosen = (self.audience, self.language)
        return tuple(one for one in self._versions() if (one.audience, one.language) == chosen)

    def _make_buttons(self) -> None:
        theme = self._tools.theme
        self.audience_button = Button(theme, word(self.audience), kind="quiet")
        self.versions_button = Button(theme, _("Draft"))
        self.write_button = Button(theme, _("Make Word file"), icon="file-text", kind="primary")
        write, commands = self.write_button, self._tools.commands
        commands.follow(write, lambda: write.setToolTip(commands.keys("minutes.write")))
        for name, button in (
            ("minutes_audience", self.audience_button),
            ("minutes_versions", self.versions_button),
            ("minutes_write", self.write_button),
        ):
            button.setObjectName(name)
            button.set_small(28, normal_weight=button is not self.write_button)
        self.audience_button.setToolTip(_("For whom, and in which language"))
        self.versions_button.set_trailing_icon("chevron-down")
        self.header_layout.addWidget(self.write_button)

    def _connect(self) -> None:
        self.write_button.clicked.connect(self.write)
        self.audience_button.clicked.connect(self._on_audience_button_clicked)
        self.versions_button.clicked.connect(self._on_versions_button_clicked)
        self.writing.begun.connect(lambda: self.write_button.setEnabled(False))
        self.writing.ended.connect(lambda: self.write_button.setEnabled(True))
        self.writing.written.connect(self._on_writing_written)
        self.gate.opened.connect(self.told)
        self.writing.sent_round.connect(self._on_writing_sent_round)
        self.template.told.connect(self._show_message)
        self.template.offered.connect(self._show_aside)
        self.since.compare_wanted.connect(self.versions.compare_now)

    def _on_audience_button_clicked(self) -> None:
        self._audience_menu.show_choice(self.audience, self.language)
        self._audience_menu.popup(_below(self.audience_button))

    def _on_versions_button_clicked(self) -> None:
        self._versions_menu.show_versions(self._versions())
        for command in ("minutes.send", "minutes.approve", "minutes.compare", "review.import"):
            self._versions_menu.addAction(self._tools.commands.action(command))
        add_templates(self._versions_menu, self.template)
        self._versions_menu.popup(_below(self.versions_button))

    def _on_writing_written(self, path: str) -> None:
        sentence = _("The minutes are written: {name}").format(name=Path(path).name)
        message = InlineMessage(
            self._tools.theme, "success", sentence, _("Open"), closable=True, parent=self
        )
        message.setObjectName("minutes_written")
        message.setToolTip(path)
        message.acted.connect(lambda: self.writing.show(Path(path)))
        self._show_message(message)

    def _on_writing_sent_round(self, minutes: Minutes, path: str) -> None:
        if self._record is None or minutes.comments_by is None:
            return
        message = SentMessage(self._tools, self._record, minutes, Path(path), self.writing, self)
        self._show_message(message)

    def _show_message(self, message: InlineMessage) -> None:
        self._show_aside(message)
        self.told.emit()

    def _show_aside(self, message: InlineMessage) -> None:
        self._put_message_away()
        message.closed.connect(self._put_message_away)
        self._message = message
        self.body.insertWidget(0, message)
        announce(self, message.text)

    def _put_message_away(self) -> None:
        if self._message is not None:
            if any(button.hasFocus() for button in self._message.buttons):
                self.view.paper.setFocus()
            self._message.hide()
            self._message.deleteLater()
            self._message = None

    def _save_copy_as(self, minutes: Minutes) -> None:
        stem = Path(minutes.file_name).stem
        self._ask_where(stem, lambda path: self.writing.save_copy(minutes, path))

    def _ask_where(self, stem: str, act: Callable[[Path], object]) -> None:
        ask_where(self, _("Save the minutes"), f"{stem}.docx", act, name="minutes_save_as")


def _below(button: Button) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())
