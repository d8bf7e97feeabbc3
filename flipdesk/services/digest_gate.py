"""The gate before the digest of a series, in which people of any of its sessions may be told of."""

from collections.abc import Iterable

from flipdesk.domain.concern import Concern, PlaceKind
from flipdesk.domain.digest_snapshot import DigestSnapshot
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import _
from flipdesk.services.gate import Gate
from flipdesk.services.gate_rules import sha256_of
from flipdesk.services.gate_texts import texts_in, texts_of

DIGEST_READERS = Audience.RESEARCHERS
"""What may be said in it is what may be said to those who read no names."""


class DigestGate:
    """Looks at one digest with the people of one session after the other in mind.

    What was kept for researchers in any of the sessions stays here too.
    """

    def __init__(self, gate: Gate, snapshot: DigestSnapshot) -> None:
        self._gate = gate
        self._snapshot = snapshot
        self._found: dict[tuple[str, TraceKind], Concern] = {}
        self._kept: set[tuple[str, TraceKind]] = set()
        self._stored: set[tuple[str, TraceKind]] = set()

    def look(self, record: SessionRecord, most: int) -> bool:
        """Read up to so many texts with a session in mind; return whether all are read by now."""
        if not self._gate.learn(self._snapshot, record, most):
            return False
        texts = texts_of(self._snapshot, record)
        for one in self._gate.concerns_in(record, DIGEST_READERS, texts):
            same = (one.text_sha256, one.kind)
            # The session that a text comes from knows its place best.
            if same not in self._found or one.place.kind is not PlaceKind.OTHER:
                self._found[same] = one
        kept = self._gate.kept(record.session.id, DIGEST_READERS)
        self._kept |= kept
        stored = {one.text.strip() for one in texts_in(record)} if kept else set()
        shas = {text: sha256_of(text) for text in stored}
        self._stored |= {
            (text, kind) for text, sha in shas.items() for kind in TraceKind if (sha, kind) in kept
        }
        return True

    def look_at_all(self, records: Iterable[SessionRecord]) -> None:
        """Read everything with all sessions in mind."""
        for record in records:
            while not self.look(record, most=1_000):
                pass

    def refuse(self) -> None:
        """Let the digest pass if everything in it is decided.

        Raises:
            NotClearedError: something has to be decided first.
        """
        open_ = tuple(one for one in self._found.values() if not self._may_stay(one))
        advice = _(
            "Change the text in Bearbejd, or decide about it in the minutes for researchers:"
            " flipdesk minutes check SESSION --audience researchers."
        )
        self._gate.refuse_concerns(open_, advice)

    def _may_stay(self, concern: Concern) -> bool:
        """Return whether it was kept as it stands here, or as it is stored: without a number."""
        if (concern.text_sha256, concern.kind) in self._kept:
            return True
        return any(
            kind is concern.kind
            and text in concern.text
            and all(text.count(word) >= concern.words.count(word) for word in concern.words)
            for text, kind in self._stored
        )
