"""The capture bar: a line becomes a note with the moment of its first key stroke."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.i18n import _
from flipdesk.services.capturing import Moment
from flipdesk.services.drafts import Draft
from flipdesk.ui.rooms.run.capture_field import CaptureField
from flipdesk.ui.theme.theme import Theme

KEEP_WITHIN_MS = 400


class CaptureBar(CaptureField):
    """Knows when the line in it was begun; `draft_changed` at most 0.4 s after any key stroke."""

    draft_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        moment: Callable[[], Moment],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Capture bar"), parent=parent)
        self._moment_now = moment
        self._moment: Moment | None = None
        self._zone: tzinfo | None = None
        self._has_time = True
        self.setObjectName("capture_bar")
        self.input.setObjectName("capture_text")
        self.input.setPlaceholderText(_("Write what is being said"))
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_WITHIN_MS)
        self._keeping.timeout.connect(self.draft_changed)
        self.text_changed.connect(self._on_text_changed)
        self.focus_left.connect(self.flush)

    @property
    def moment(self) -> Moment:
        """When the first character of this line was typed; this very moment when there is none."""
        return self._moment or self._moment_now()

    @property
    def draft(self) -> Draft:
        """What is typed and not yet a note."""
        moment = self._moment
        if not self.text or moment is None:
            return Draft()
        return Draft(self.text, moment.said_at, moment.at_ms)

    def set_zone(self, zone: tzinfo) -> None:
        """Show the time of the first key stroke in this zone."""
        self._zone = zone
        self._show_time()

    def set_has_time(self, *, has_time: bool) -> None:
        """Show the time of the first key stroke only where the note will have it."""
        self._has_time = has_time
        self._show_time()

    def show_draft(self, draft: Draft) -> None:
        """Go on with a line that was begun before."""
        said_at = draft.said_at
        self._moment = Moment(said_at, draft.at_ms) if draft.text and said_at else None
        if draft.text != self.text:
            self.put(draft.text)
        self._show_time()
        self._keeping.stop()

    def flush(self) -> None:
        """Tell of the draft now if that has not been done since the last key stroke."""
        if self._keeping.isActive():
            self._keeping.stop()
            self.draft_changed.emit()

    def empty(self) -> None:
        """Be ready for the next line."""
        self.show_draft(Draft())

    def _on_text_changed(self) -> None:
        if not self.text:
            self._moment = None
        elif self._moment is None:
            self._moment = self._moment_now()
        self._show_time()
        if not self._keeping.isActive():
            self._keeping.start()

    def _show_time(self) -> None:
        moment = self._moment if self._has_time else None
        text = _time_text(moment.said_at.astimezone(self._zone)) if moment else ""
        if text != self.time.text():
            self.time.setText(text)
            self.fit()


def _time_text(moment: datetime) -> str:
    time = _("{hours}:{minutes:02d}:{seconds:02d}").format(
        hours=moment.hour, minutes=moment.minute, seconds=moment.second
    )
    return _("at {time}").format(time=time)
