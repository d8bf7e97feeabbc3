"""The gate: before a document leaves, everything in its texts that may tell who somebody is.

What consent forbids is left out when a document is composed and never comes here. What is left is
free text, of which only people can say what may stand: each concern is put right in the text, or
kept with a reason, before the document is written.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.concern import Concern
from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.ids import KeptTraceId, SessionId, new_guid
from flipdesk.domain.kept_trace import KeepReason, KeptTrace
from flipdesk.domain.known_names import Known
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stand_in import is_stand_in
from flipdesk.domain.trace import Trace, TraceKind
from flipdesk.domain.traces import Traces
from flipdesk.domain.vocabulary import Audience, RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate_texts import GateText, texts_of
from flipdesk.services.history import step
from flipdesk.services.leaving import Leaving, Look
from flipdesk.services.names import known_names, likely_names

_MOST_TEXTS = 20_000
_LISTED = 3


class NotClearedError(KnownError):
    """A document may not leave yet; `concerns` say why, `problems` the same as sentences."""

    def __init__(self, concerns: tuple[Concern, ...], advice: str = "") -> None:
        self.concerns = concerns
        self.problems = (*(problem(one) for one in concerns), *([advice] if advice else []))
        sentence = ngettext(
            "There is {count} thing to decide before this may be written.",
            "There are {count} things to decide before this may be written.",
            len(concerns),
        )
        super().__init__(sentence.format(count=len(concerns)))
        self._advice = advice

    def told(self) -> str:
        """Return the same in a few lines, for a window that has no list to show it in."""
        listed = [listing(one) for one in self.concerns[:_LISTED]]
        if len(self.concerns) > _LISTED:
            rest = len(self.concerns) - _LISTED
            listed.append(_("and {count} more").format(count=rest))
        return " ".join(part for part in (str(self), "; ".join(listed) + ".", self._advice) if part)


class Gate:
    """Finds what has to be decided before an export, and keeps what was decided.

    Who wants to write anything that somebody else is to read calls `refuse` with its snapshot, or
    `refuse_leaving` where there is none.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._people: tuple[object, ...] = ()
        self._traces: Traces | None = None
        self._found: dict[str, tuple[Trace, ...]] = {}

    def concerns(
        self, snapshot: MinutesSnapshot, record: SessionRecord | None = None
    ) -> tuple[Concern, ...]:
        """Return what has not been decided about minutes, in the order in which they are read."""
        record = record or self._base.record(snapshot.session_id)
        return self.concerns_in(record, snapshot.audience, texts_of(snapshot, record))

    def concerns_in(
        self, record: SessionRecord, audience: Audience, texts: Iterable[GateText]
    ) -> tuple[Concern, ...]:
        """Return the same of any texts from a session that an audience is to read."""
        return self.concerns_about(Leaving(record, audience, lambda: texts))

    def concerns_about(self, leaving: Leaving) -> tuple[Concern, ...]:
        """Return the same of anything that is about to leave."""
        traces = self.traces(leaving.record)
        kept = self.kept(leaving.record.session.id, leaving.audience)
        return leaving.concerns(partial(self._find, traces), kept)

    def look(self, leaving: Leaving) -> Look:
        """Return what finds the same on any thread, for who must not wait for it."""
        kept = self.kept(leaving.record.session.id, leaving.audience)
        return Look(leaving, self.traces(leaving.record), frozenset(kept))

    def learn(self, snapshot: DocumentSnapshot, record: SessionRecord, most: int) -> bool:
        """Read up to so many texts that have not been read yet; return whether all are now.

        What has been read is known for as long as people and texts stay as they are, so that a
        window can read long minutes bit by bit.
        """
        return self.learn_texts(record, texts_of(snapshot, record), most)

    def learn_texts(self, record: SessionRecord, texts: Iterable[GateText], most: int) -> bool:
        """Read up to so many of any texts, as `learn` does."""
        traces, unread = self.traces(record), 0
        for said in texts:
            if said.text not in self._found:
                unread += 1
                if unread > most:
                    return False
                self._find(traces, said.text)
        return True

    def refuse(
        self, snapshot: MinutesSnapshot, record: SessionRecord | None = None, *, advice: str = ""
    ) -> None:
        """Let minutes pass in which everything is decided; `advice` says how to decide.

        Raises:
            NotClearedError: something has to be decided first.
        """
        self.refuse_concerns(self.concerns(snapshot, record), advice)

    def refuse_leaving(self, leaving: Leaving, *, advice: str = "") -> None:
        """Let anything pass in which everything is decided; raises as `refuse` does."""
        self.refuse_concerns(self.concerns_about(leaving), advice)

    @staticmethod
    def refuse_concerns(concerns: tuple[Concern, ...], advice: str = "") -> None:
        """Raise NotClearedError when one of these must be decided."""
        open_ = tuple(one for one in concerns if one.must)
        if open_:
            raise NotClearedError(open_, advice)

    def refuse_kept(self, minutes: Minutes, document: bytes) -> None:
        """Let a version pass that was written before, if all in it may still be read.

        Raises:
            KnownError: it holds what somebody said who has withdrawn consent since.
        """
        from flipdesk.documents.bookmarks import reflections_in

        shown = reflections_in(document)
        record = self._base.record(minutes.session_id)
        gone = {
            one.id: one.name
            for one in record.participants
            if one.consent.recording is RecordingConsent.WITHDRAWN
        }
        names = dict.fromkeys(
            gone[one.speaker_id]
            for one in record.reflections
            if one.speaker_id in gone and one.id.replace("-", "") in shown
        )
        if names:
            raise KnownError(
                _(
                    "Version {version} holds what {names} said, who has withdrawn consent since."
                    " Write a new version."
                ).format(version=minutes.version, names=", ".join(names))
            )

    def keep(
        self, session_id: SessionId, audience: Audience, concern: Concern, reason: KeepReason
    ) -> Step:
        """Let what stands in a text stay there for one audience, as long as it says the same."""
        return self.keep_all(session_id, audience, [concern], reason)

    def kept(self, session_id: SessionId, audience: Audience) -> set[tuple[str, TraceKind]]:
        """Return what may stay for an audience: the SHA-256 of a text, and what in it."""
        return {
            (one.text_sha256, one.kind)
            for one in self._base.kept_traces.of_session(session_id)
            if one.audience is audience
        }

    def keep_all(
        self,
        session_id: SessionId,
        audience: Audience,
        concerns: Iterable[Concern],
        reason: KeepReason,
        homes: Mapping[str, SessionId] = MappingProxyType({}),
    ) -> Step:
        """Let several stay, in one step; `homes` tells of places that are in another session."""
        changes, words = Changes(), ""
        with self._base.atomic():
            for one in concerns:
                home = homes.get(one.place.key, session_id)
                words = words or " · ".join(dict.fromkeys(one.words))
                changes += self._base.kept_traces.add(
                    KeptTrace(
                        KeptTraceId(new_guid()),
                        home,
                        self._base.kept_traces.next_position(home),
                        audience,
                        one.kind,
                        one.text_sha256,
                        reason,
                        self._clock.now(),
                    )
                )
        return step(_("keep {words} in the text").format(words=words), changes)

    def traces(self, record: SessionRecord) -> Traces:
        """Return what finds traces in the texts of a session, made anew when people change."""
        here = tuple((one.id, one.name, one.initials) for one in record.participants)
        others = self._others(record)
        organisations = tuple(one.name for one in self._base.organisations.all())
        people = (here, others, organisations)
        if self._traces is None or people != self._people:
            self._people = people
            self._found.clear()
            self._traces = Traces(
                known_names(record.participants, others), likely_names(organisations)
            )
        return self._traces

    def _others(self, record: SessionRecord) -> tuple[Known, ...]:
        """Return everybody who is not in the session; those of its series are known by a part."""
        here = {one.person_id for one in record.participants}
        near = {
            one.person_id: one
            for session in self._base.sessions.of_series(record.series.id)
            if session.id != record.session.id
            for one in self._base.participants.of_session(session.id)
            if one.person_id not in here and not is_stand_in(one.person_id)
        }
        away = tuple(Known(one.person_id, one.name, one.initials) for one in near.values())
        return away + tuple(
            Known(one.id, one.name, near=False)
            for one in self._base.people.all()
            if one.id not in here and one.id not in near and not is_stand_in(one.id)
        )

    def _find(self, traces: Traces, text: str) -> tuple[Trace, ...]:
        if text not in self._found:
            if len(self._found) >= _MOST_TEXTS:
                self._found.clear()
            self._found[text] = traces.find(text)
        return self._found[text]


def problem(concern: Concern) -> str:
    """Return a concern in one line: "3f2a…: Et navn: Karen (3. Supplement fra praksis)"."""
    return f"{concern.code}: {listing(concern)}"


def listing(concern: Concern) -> str:
    """Return the same without the code."""
    place = f" ({concern.place.label})" if concern.place.label else ""
    return f"{concern.title}{place}"
