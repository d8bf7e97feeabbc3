"""Comparing two coders on everything a session holds that they could have coded."""

from flipdesk.domain.coder_comparison import Comparison, compare
from flipdesk.domain.coding import Coder, Coding
from flipdesk.domain.ids import CoderId, SessionId
from flipdesk.domain.playing import main_recording
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase


class CoderComparing:
    """Reads only. What none of the two has looked at yet counts too: they agree to leave it."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def compare(self, session_id: SessionId, first: CoderId, second: CoderId) -> Comparison:
        """Return how far two coders agree on a session.

        Texts are its reflections and outcomes, its transcript segments if either has coded one.
        """
        codings = self._base.codings.of_session(session_id)
        said = self._base.reflections.of_session(session_id)
        agreed = self._base.outcomes.of_session(session_id)
        lengths: dict[str, int] = {one.id: len(one.text) for one in said}
        lengths |= {one.id: len(one.text) for one in agreed}
        if any(one.segment_id and one.coder_id in (first, second) for one in codings):
            segments = self._base.transcript_segments.of_session(session_id)
            lengths |= {one.id: len(one.text) for one in segments}
        return compare(codings, first, second, lengths, self._sound_ms(session_id, codings))

    def coder(self, wanted: str) -> Coder:
        """Return the coder of a name or of initials.

        Raises:
            KnownError: there is none.
        """
        sought, coders = wanted.strip().casefold(), self._base.coders.all()
        for one in coders:
            if sought in (one.name.casefold(), one.initials.casefold(), one.id):
                return one
        known = ", ".join(one.name for one in coders) or _("nobody has coded yet")
        sentence = _("There is no coder “{name}”; choose one of: {known}.")
        raise KnownError(sentence.format(name=wanted, known=known))

    def _sound_ms(self, session_id: SessionId, codings: tuple[Coding, ...]) -> int:
        if all(one.from_ms is None for one in codings):
            return 0
        recording = main_recording(self._base.recordings.of_session(session_id))
        reached = max((one.to_ms or 0 for one in codings), default=0)
        return max(reached, recording.length_ms if recording else 0)
