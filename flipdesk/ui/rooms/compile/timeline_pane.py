"""The pane over the whole width: the session's timeline with the outline of its sound."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.rooms.compile.session_timeline import sound_ms, timeline_scene
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.timeline import Timeline

COLUMNS = 1024
Peaks = tuple[float, ...]


class TimelinePane(Pane):
    """Reads the outline in a job, once for each recording; `note_chosen` carries a GUID."""

    note_chosen = Signal(str)

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme)
        self.setObjectName("timeline_pane")
        self.setAccessibleName(_("Timeline"))
        self._tools = tools
        self._read: tuple[Path, int] | None = None
        self._wanted: tuple[Path, int] | None = None
        self.timeline = Timeline(tools.theme)
        self.timeline.point_chosen.connect(self.note_chosen)
        self.body.addWidget(self.timeline)
        self.lead_focus_to(self.timeline)
        tools.theme.changed.connect(self._restyle)
        self._restyle()

    def show_record(self, record: SessionRecord) -> None:
        """Show a session; its sound follows when it has been read."""
        self.timeline.set_scene(timeline_scene(record))
        base = self._tools.workspace.desk.base
        if not record.recordings:
            self._wanted = self._read = None
            self.timeline.set_silence(_("This session has no recording."))
            return
        self._wanted = (base.recording_folder(record.session.id), sound_ms(record))
        if self._wanted != self._read:
            self._read = self._wanted
            self.timeline.set_silence()
            self._tools.jobs.run(
                _("Reading the recording"),
                partial(_outline, *self._wanted, self.timeline.scene.length_ms),
                self._deliver(self._wanted),
            )

    def _deliver(self, wanted: tuple[Path, int]) -> Callable[[Ok[Peaks] | Err], None]:
        def show(result: Ok[Peaks] | Err) -> None:
            if wanted != self._wanted:
                return
            if isinstance(result, Err):
                self.timeline.set_silence(result.sentence)
            else:
                self.timeline.set_sound(result.value)

        return show

    def _restyle(self) -> None:
        px = self._tools.theme.px
        self.body.setContentsMargins(px(17), px(8), px(17), px(7))


def _outline(folder: Path, recorded_ms: int, length_ms: int, _progress: Progress) -> Peaks:
    """Return the loudness of each column over the whole timeline, 0 to 1."""
    from flipdesk.audio.peaks import read_outline

    columns = max(1, COLUMNS * recorded_ms // max(1, length_ms))
    outline = read_outline(folder, columns)
    pairs = zip(outline.lows.tolist(), outline.highs.tolist(), strict=True)
    peaks = [max(-low, high) / 32_768 for low, high in pairs]
    return tuple(peaks + [0.0] * (COLUMNS - columns))
