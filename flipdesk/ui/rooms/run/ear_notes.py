"""What is noted in a round of Lån et øre, at the place of the clip that is heard."""

from flipdesk.domain.ear_round import EarRound
from flipdesk.i18n import _
from flipdesk.services.lend_an_ear import EarMark
from flipdesk.ui.rooms.run.ear_page import EarTools


class EarNotes:
    """`clip_ms` is the place heard last, None when nothing of the clip was heard."""

    def __init__(self, tools: EarTools) -> None:
        self._tools = tools
        self.clip_ms: int | None = None

    def mark(self, one: EarRound) -> None:
        """Note that something is heard here."""
        words, moment, place = _("A moment in the clip"), self._tools.moment_now(), self.clip_ms
        service = self._tools.service
        self._tools.perform(
            lambda: service.note_moment(one.id, words, moment=moment, clip_ms=place or 0)
        )

    def note(self, one: EarRound, mark: EarMark, words: str) -> None:
        """Note a pattern here."""
        place = None if one.passage_id is None else self.clip_ms
        service, moment = self._tools.service, self._tools.moment_now()
        self._tools.perform(
            lambda: service.note_pattern(one.id, mark, words, moment=moment, clip_ms=place)
        )

    def word(self, one: EarRound, words: str) -> None:
        """Let the newest note say this instead."""
        notes = self._tools.service.notes(one.id)
        capturing = self._tools.workspace.desk.capturing
        if notes:
            self._tools.perform(lambda: capturing.change(notes[-1], text=words))

    def take(self, one: EarRound, words: str, *, is_trial: bool) -> None:
        """Keep what the colleague takes along, or will try."""
        service, moment = self._tools.service, self._tools.moment_now()
        self._tools.perform(lambda: service.take_along(one.id, words, moment, is_trial=is_trial))
