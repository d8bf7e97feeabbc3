"""Hearing what was said at the moment of a note, from whatever session it is."""

from collections.abc import Callable

from flipdesk.domain.ids import PassageId, SessionId
from flipdesk.i18n import _
from flipdesk.ui.passage_player import MOMENT, moment_id, stretch_id
from flipdesk.ui.rooms.room import RoomTools


class Moments:
    """One moment at a time; hearing it again stops it."""

    def __init__(self, tools: RoomTools) -> None:
        self._tools = tools

    def toggle(self, session_id: SessionId, at_ms: int) -> None:
        """Hear a moment, a little before it was noted, or stop it when it is the one heard."""
        player, before_ms = self._tools.passage_player, 1000 * self._tools.preferences.pre_roll_s
        self._toggle(
            moment_id(session_id, at_ms), lambda: player.hear_moment(session_id, at_ms, before_ms)
        )

    def toggle_stretch(self, session_id: SessionId, from_ms: int, to_ms: int) -> None:
        """Hear a stretch of a recording, or stop it when it is the one heard."""
        player = self._tools.passage_player
        self._toggle(
            stretch_id(session_id, from_ms, to_ms),
            lambda: player.hear_stretch(session_id, from_ms, to_ms),
        )

    def _toggle(self, heard: PassageId, hear: Callable[[], None]) -> None:
        player = self._tools.passage_player
        if player.passage_id == heard:
            player.stop()
        elif self._tools.recording.is_recording:
            said = _("You can listen when the recording is stopped: the microphone would hear it.")
            self._tools.workspace.problem.emit(said)
        else:
            hear()

    def stop(self) -> None:
        """Let the moment that is heard be silent."""
        heard = self._tools.passage_player.passage_id
        if heard is not None and heard.startswith(MOMENT):
            self._tools.passage_player.stop()
