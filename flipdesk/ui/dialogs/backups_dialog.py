"""The page of backups: which there are, trying one, and restoring it after a second press."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QWidget
from typing_extensions import override

from flipdesk.domain.backup import BY_HAND, Backup
from flipdesk.domain.report_text import plain_number
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.services.backing_up import Made
from flipdesk.services.backup_words import reason_words
from flipdesk.services.restore_words import lines_of, summary_of
from flipdesk.ui.backup_watch import BackupWatch
from flipdesk.ui.dialogs.page import lay_page, page_button
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.models.when_words import near_moment
from flipdesk.ui.restore_work import GoOnWith, RestoreWork, Tried
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.flow_text import FlowText

_SIZE, _ROWS = (640, 520), 6


class BackupsDialog(QDialog):
    """Not modal. Nothing here changes anything before the second press on "Restore"."""

    def __init__(
        self,
        tools: RoomTools,
        watch: BackupWatch,
        go_on: GoOnWith,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._watch = watch
        self._go_on = go_on
        self._backups: tuple[Backup, ...] = ()
        self._tried: Tried | None = None
        self._is_asked = False
        self.work = RestoreWork(tools.workspace, tools.jobs, watch, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("backups_dialog")
        self.setWindowTitle(_("Backups"))
        self.names = QListWidget()
        self.names.setObjectName("backup_names")
        self.names.setAccessibleName(_("Backups, the newest first"))
        self.said = FlowText(self._theme, "", "body", "muted")
        self.said.setObjectName("backups_said")
        self.changes = FlowText(self._theme, "")
        self.changes.setObjectName("backup_changes")
        button = partial(page_button, self._theme)
        self.make_button = page_button(
            self._theme, _("Make a backup now"), "backups_make", self._on_make
        )
        self.try_button = button(_("Try it"), "backups_try", self._on_try)
        self.restore_button = page_button(
            self._theme, _("Restore…"), "backups_restore", self._on_restore
        )
        self.restore_button.be_deliberate()
        self.close_button = button(_("Close"), "backups_close", self.reject)
        self._lay_out()
        self.work.tried.connect(self._on_work_tried)
        self.work.failed.connect(self._on_work_failed)
        watch.made.connect(self._on_watch_made)
        self.names.currentRowChanged.connect(self._on_row_changed)
        self._show_all()

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen, None when there is none at all."""
        row = self.names.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def choose(self, path: Path | None) -> None:
        """Choose a backup by its file; without one, what is chosen stays."""
        paths = [one.path for one in self._backups]
        if path in paths:
            self.names.setCurrentRow(paths.index(path))

    @override
    def done(self, result: int) -> None:
        self.work.leave()
        super().done(result)

    def _show_all(self) -> None:
        chosen = self.chosen
        try:
            self._backups = self._workspace.desk.backing_up.listed()
        except KnownError as error:
            self._backups = ()
            self._say(str(error), "warning")
        blocker = QSignalBlocker(self.names)
        self.names.clear()
        self.names.addItems([self._line(one) for one in self._backups])
        paths = [one.path for one in self._backups]
        row = paths.index(chosen.path) if chosen is not None and chosen.path in paths else 0
        self.names.setCurrentRow(row if paths else -1)
        blocker.unblock()
        if chosen is None or self.chosen is None or self.chosen.path != chosen.path:
            self._begin()

    def _line(self, one: Backup) -> str:
        zone = zone_info(DEFAULT_ZONE)
        when = one.path.name
        if one.made is not None:
            when = near_moment(one.made.astimezone(zone), self._workspace.now().astimezone(zone))
        parts = [when, reason_words(one)]
        if one.manifest is None or not one.seems_whole:
            parts.append(_("not verified"))
        else:
            count = one.manifest.rows.get("session", 0)
            parts.append(ngettext("{count} session", "{count} sessions", count).format(count=count))
        return ", ".join(part for part in parts if part)

    def _begin(self) -> None:
        """Show what can be done with the backup that is chosen."""
        self._tried = None
        self._ask_no_more()
        self.changes.setText("")
        self.try_button.setEnabled(self.chosen is not None and not self.work.is_busy)
        self.restore_button.setEnabled(False)
        if self._backups:
            words = _(
                "A backup is made every ten minutes while you work, at the end of each session and"
                " at closing. Each is opened, checked and counted. Try one to see what it would"
                " change; nothing is changed by that."
            )
        else:
            words = _("There is no backup yet. One is made ten minutes after the first change.")
        self._say(words)

    def _on_row_changed(self, _row: int) -> None:
        self._begin()

    def _on_watch_made(self, _made: Made) -> None:
        self._show_all()

    def _on_make(self) -> None:
        self.make_button.setEnabled(False)
        self._watch.make(BY_HAND, self._on_made)

    def _on_made(self, result: Ok[Made] | Err) -> None:
        self.make_button.setEnabled(True)
        if isinstance(result, Err):
            self._say(result.sentence, "warning")
            return
        self.choose(result.value.path)
        self._say(_("The backup is made, and was opened, checked and counted."))

    def _on_try(self) -> None:
        one = self.chosen
        if one is None:
            return
        self._begin()
        self.names.setEnabled(False)
        self.try_button.setEnabled(False)
        self._say(_("The backup is being tried. What is there now is backed up first."))
        self.work.try_out(one.path)

    def _on_work_tried(self, tried: Tried) -> None:
        self._rest()
        self._tried = tried
        count = tried.prepared.sessions
        words = ngettext(
            "It can be restored: {count} session and {notes} notes, in {seconds} s. {changes}",
            "It can be restored: {count} sessions and {notes} notes, in {seconds} s. {changes}",
            count,
        )
        self._say(
            words.format(
                count=count,
                notes=tried.prepared.notes,
                seconds=plain_number(tried.seconds),
                changes=summary_of(tried.preview),
            )
        )
        self.changes.setText(_listed(lines_of(tried.preview)))
        self.restore_button.setEnabled(True)
        self.restore_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_work_failed(self, sentence: str) -> None:
        self._rest()
        self._say(sentence, "warning")

    def _on_restore(self) -> None:
        if self._tried is None:
            return
        if self._tools.recording.is_recording:
            self._say(_("Stop the recording before you restore a backup."), "warning")
            return
        if not self._is_asked:
            self._is_asked = True
            self.restore_button.set_label(_("Restore now"))
            self._say(
                _(
                    "FlipDesk closes the window and opens it again with the backup. What is there"
                    " now becomes a backup itself; recordings stay. Press once more to restore."
                ),
                "warning",
            )
            return
        self.work.hand_over()
        self._go_on(self.work.restoring, self._tried.prepared)

    def _ask_no_more(self) -> None:
        self._is_asked = False
        self.restore_button.set_label(_("Restore…"))

    def _rest(self) -> None:
        self.names.setEnabled(True)
        self.try_button.setEnabled(True)

    def _say(self, words: str, colour: str = "muted") -> None:
        self.said.set_look(colour=colour)
        self.said.setText(words)
        if self.isVisible():
            announce(self, words)

    def _lay_out(self) -> None:
        buttons = (self.close_button, self.try_button, self.restore_button)
        column = lay_page(self, self._theme, "backups_area", _SIZE, buttons, (self.make_button,))
        self.names.setFixedHeight(self._theme.line("body") * _ROWS + self._theme.px(24))
        for widget in (self.names, self.said, self.changes):
            column.addWidget(widget)
        column.addStretch(1)
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)
