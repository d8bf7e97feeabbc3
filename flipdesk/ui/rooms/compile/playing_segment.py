"""The segment that is being heard, marked in the transcript while playing goes on."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flipdesk.ui.rooms.compile.listening import Listening

if TYPE_CHECKING:
    from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane

LASTS_MS = 2_000
"""What is said is over when it ended longer ago."""


class PlayingSegment(QObject):
    """The list scrolls along until somebody chooses another segment; the choice never moves."""

    def __init__(self, listening: Listening, pane: "TranscriptPane") -> None:
        super().__init__(pane)
        self._listening = listening
        self._pane = pane
        self._times: list[int] = []
        self._follows = True
        self.key = ""
        listening.player.moved.connect(self._show)
        listening.player.changed.connect(self._on_player_changed)
        pane.shown_changed.connect(self._on_shown_changed)
        pane.list.reached.connect(self._on_reached)

    def _on_shown_changed(self) -> None:
        self._times = [one.from_ms for one in self._pane.segments]
        self._show()

    def _on_player_changed(self) -> None:
        if not self._listening.player.is_playing:
            self._follows = True
        self._show()

    def _on_reached(self, _key: str) -> None:
        # Who goes somewhere while it plays hears that, and is followed from there.
        self._follows = True

    def _show(self, _ms: int = 0) -> None:
        key = self._heard() if self._listening.player.is_playing else ""
        if key == self.key:
            return
        self.key = key
        view = self._pane.list
        view.segments.set_playing(key)
        if key and self._follows and self._pane.isVisible() and view.editor is None:
            view.scrollTo(view.segments.index_of(key))

    def _heard(self) -> str:
        at = self._listening.player.position_ms
        here = bisect_right(self._times, at) - 1
        if here < 0:
            return ""
        segment = self._pane.segments[here]
        return segment.id if at <= segment.to_ms + LASTS_MS else ""
