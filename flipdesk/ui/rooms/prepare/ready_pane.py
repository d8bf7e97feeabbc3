"""The pane Klar?: what can be seen to be in order before the session begins."""

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.services.power import PowerReader, power_reader
from flipdesk.services.readiness import CheckKind, Surroundings, readiness
from flipdesk.ui.delegates.state_delegate import StateDelegate
from flipdesk.ui.microphone_trial import MicrophoneTrial, Tried, loudness_words
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.prepare.ready_rows import ready_row
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.showing_files import OpenUrl, open_in_own_program, show_file
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.pane import Pane

_AGAIN_MS = 10_000
"""How often power and disk are looked at while the pane is seen."""


class ReadyPane(Pane):
    """Microphone, disk, power and screen are seen to here; `check_chosen` carries the others."""

    check_chosen = Signal(str)

    def __init__(self, tools: RoomTools, power: PowerReader | None = None) -> None:
        super().__init__(tools.theme, _("Ready?"))
        self._workspace = tools.workspace
        self._recording = tools.recording
        self._commands = tools.commands
        self.open_url: OpenUrl = open_in_own_program
        self._record: SessionRecord | None = None
        self.power = power or power_reader()
        self.trial = MicrophoneTrial(tools.recording, tools.preferences, tools.workspace.now, self)
        self.setObjectName("ready_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.model = KeyedListModel(self)
        self.list = FittedList(
            tools.theme, _("Ready?"), StateDelegate(tools.theme, height=25), self.model, least=7
        )
        self.list.setObjectName("ready")
        self.list.chosen.connect(self._on_list_chosen)
        px = tools.theme.px
        self.body.addSpacing(px(5))
        self.body.addWidget(self.list)
        self.body.addSpacing(px(5))
        self.body.addStretch(1)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        tools.commands.bind("microphone.try", self.try_microphone)
        self._trial_was_on = False
        self.trial.changed.connect(self._on_trial_changed)
        tools.recording.microphones.changed.connect(self._look_again)
        screens = QGuiApplication.instance()
        if isinstance(screens, QGuiApplication):
            screens.screenAdded.connect(self._look_again)
            screens.screenRemoved.connect(self._look_again)

    def show_record(self, record: SessionRecord) -> None:
        """Check a session anew."""
        self._record = record
        tried = self._tried_today(record)
        around = Surroundings(
            self._recording.disk.free_bytes,
            tried is not None and tried.is_heard,
            self.power.read(),
            len(QGuiApplication.screens()),
        )
        checks = readiness(record, around)
        ready = sum(check.is_ready for check in checks)
        counted = sum(not check.is_optional for check in checks)
        self.set_note(_("{ready} of {all}").format(ready=ready, all=counted))
        rows = [(one.kind, ready_row(one, record, around, self.trial, tried)) for one in checks]
        self.model.show_rows(rows)

    def try_microphone(self) -> None:
        """Hear the microphone for three seconds."""
        if not self.trial.start() and not self.trial.is_on:
            self._workspace.information.emit(
                _("It is being recorded already; the level stands in the recording line.")
            )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()

    def _tried_today(self, record: SessionRecord) -> Tried | None:
        tried, zone = self.trial.tried, zone_info(record.session.zone)
        today = self._workspace.now().astimezone(zone).date()
        is_today = tried is not None and tried.at.astimezone(zone).date() == today
        return tried if is_today else None

    def _look_again(self, _what: object = None) -> None:
        if self._record is not None:
            self.show_record(self._record)

    def _on_trial_changed(self) -> None:
        self._look_again()
        tried = self.trial.tried
        if self._trial_was_on and not self.trial.is_on and tried is not None:
            words = _("The microphone: {level}").format(level=loudness_words(tried.loudness))
            announce(self, words)
            silent = _(
                "The microphone gave no sound. Turn it on or plug it in, or choose another one"
                " under Settings, and try again."
            )
            if tried.is_heard:
                self._workspace.problem_over.emit(silent)
            else:
                self._workspace.problem.emit(silent)
        self._trial_was_on = self.trial.is_on

    def _on_list_chosen(self, index: QModelIndex) -> None:
        kind = self.model.key_at(index) or ""
        tell = self._workspace.information.emit
        match kind:
            case CheckKind.MICROPHONE:
                self.try_microphone()
            case CheckKind.DISK:
                folder = self._workspace.desk.base.folder
                tell(_("Recordings are kept in {folder}").format(folder=folder))
                show_file(folder, self.open_url, self._workspace.problem.emit)
            case CheckKind.POWER:
                self._look_again()
                tell(_("Plug the computer in before the session; it is looked at all the time."))
            case CheckKind.SCREEN:
                self._look_again()
                if len(QGuiApplication.screens()) < 2:
                    tell(_("Plug a projector or a second screen in; it is seen at once."))
                self._commands.action("audience.choose").trigger()
            case _:
                self.check_chosen.emit(kind)
