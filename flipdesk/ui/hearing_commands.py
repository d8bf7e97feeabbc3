"""Writing a recording down by machine: piece by piece in the background, never while it records."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.audio.hearing.speech_model import SpeechModel, check_installed, speech_model
from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.said import Said
from flipdesk.domain.stretch import Stretch
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.hearing import Far, Hearing, HearingPlan, to_hear
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.rooms.room import RoomTools

if TYPE_CHECKING:
    from collections.abc import Callable

    from flipdesk.audio.hearing.hearing_link import HearingLink

MODEL = "speech_model"
"""The preference that holds the model folder."""


class HearingCommands(QObject):
    """One recording at a time. What is stopped goes on where it was, also another day."""

    changed = Signal()

    def __init__(self, tools: RoomTools, window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._workspace = tools.workspace
        self._recording = tools.recording
        self._window = window
        self._title = _("Writing the recording down")
        self._link: HearingLink | None = None
        self._plan: HearingPlan | None = None
        self._pieces: list[Stretch] = []
        self._far = Far(())
        self._is_put_off = False
        self._running: Progress | None = None
        tools.commands.bind("transcript.hear", self.begin)
        self._recording.changed.connect(self._on_recording_changed)
        self._recording.stopped.connect(self._on_recording_stopped)

    @property
    def is_running(self) -> bool:
        return self._plan is not None

    def begin(self) -> None:
        """Write the open session's recording down, or go on where that was stopped."""
        try:
            self._begin()
        except KnownError as error:
            self._workspace.problem.emit(str(error))

    def _begin(self) -> None:
        session_id = self._workspace.session_id
        if session_id is None:
            raise KnownError(_("No session is open. Open the one that is to be written down."))
        if self._plan is not None:
            raise KnownError(_("A recording is being written down already. Wait, or stop it."))
        if self._recording.is_recording:
            raise KnownError(_("The session is being recorded. Begin when that is over."))
        check_installed()
        hearing = self._hearing()
        recording = hearing.recording(session_id)
        model = self._model()
        if model is None:
            return
        draft, changes = hearing.begin(recording, model.made_with)
        self._workspace.tell(changes)
        self._start(hearing.plan(draft.id), model)

    def _model(self) -> SpeechModel | None:
        """Return the model that was chosen, asking for its folder when there is none."""
        kept = self._tools.preferences.kept(MODEL)
        if kept:
            with suppress(KnownError):
                return speech_model(Path(kept))
        title = _("Choose the folder of the speech model")
        name = QFileDialog.getExistingDirectory(self._window, title, kept)
        if not name:
            return None
        model = speech_model(Path(name))
        self._tools.preferences.keep(MODEL, str(model.folder))
        return model

    def _start(self, plan: HearingPlan, model: SpeechModel) -> None:
        from flipdesk.audio.hearing.hearing_link import HearingLink

        self._plan, self._link = plan, HearingLink(model, plan.language)
        self._running = self._tools.jobs.run(
            self._title, lambda _p: to_hear(plan), self._on_planned
        )
        self.changed.emit()

    def _on_planned(self, result: "Ok[tuple[Stretch, ...]] | Err") -> None:
        if isinstance(result, Err):
            self._end()
            self._workspace.problem.emit(result.sentence)
            return
        self._pieces, self._far = list(result.value), Far(result.value)
        self._next()

    def _next(self) -> None:
        plan, link = self._plan, self._link
        if plan is None or link is None:
            return
        if self._running is not None and self._running.is_cancelled:
            self._pause()
        elif not self._pieces:
            self._keep(lambda hearing: hearing.finish(plan.transcript_id))
            self._end()
            self._workspace.information.emit(
                _("The machine draft is there. Correct it before you use it.")
            )
        else:
            piece = self._pieces.pop(0)
            work = partial(_hear, link, plan, piece, self._far)
            self._running = self._tools.jobs.run(self._title, work, partial(self._on_heard, piece))

    def _on_heard(self, piece: Stretch, result: "Ok[tuple[Said, ...] | None] | Err") -> None:
        plan = self._plan
        if plan is None:
            return
        if isinstance(result, Err):
            self._end()
            self._workspace.problem.emit(result.sentence)
        elif result.value is None:
            self._pause()
        else:
            self._on_said(plan, piece, result.value)

    def _on_said(self, plan: HearingPlan, piece: Stretch, said: tuple[Said, ...]) -> None:
        is_kept = self._keep(lambda hearing: hearing.keep(plan.transcript_id, piece, said))
        if is_kept and self._hearing().heard_to(plan.transcript_id) is not None:
            self._next()
        else:
            self._end()

    def _pause(self) -> None:
        plan = self._plan
        at_ms = self._hearing().heard_to(plan.transcript_id) if plan is not None else None
        self._end()
        if at_ms is not None and not self._is_put_off:
            words = _("Writing down is stopped at {place}. It goes on from there when you begin.")
            self._workspace.information.emit(words.format(place=format_duration(at_ms)))

    def _end(self) -> None:
        self._let_go()
        self._plan, self._running, self._pieces = None, None, []
        self.changed.emit()

    def _let_go(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _keep(self, store: "Callable[[Hearing], Changes]") -> bool:
        """Store something; return whether that could be done."""
        try:
            self._workspace.tell(store(self._hearing()))
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return False
        return True

    def _hearing(self) -> Hearing:
        return Hearing(self._workspace.desk.base, SystemClock())

    def _on_recording_changed(self) -> None:
        if self._recording.is_recording and self._running is not None:
            self._is_put_off = True
            self._running.cancel()

    def _on_recording_stopped(self, _session_id: str) -> None:
        if self._is_put_off:
            self._is_put_off = False
            self.begin()


def _hear(
    link: "HearingLink", plan: HearingPlan, piece: Stretch, far: Far, progress: Progress
) -> "tuple[Said, ...] | None":
    from flipdesk.audio.cancelled import Cancelled

    try:
        return link.hear(
            plan.folder,
            piece,
            lambda fraction: progress.at(int(100 * far.at(piece, fraction))),
            lambda: progress.is_cancelled,
            plan.key,
        )
    except Cancelled:
        return None
