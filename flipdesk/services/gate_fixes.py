"""Putting right what the gate points out: in the text itself, whose earlier wording is kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.concern import Concern, Fix, PlaceKind, blank
from flipdesk.domain.ids import OutcomeId, ReflectionId, SessionId, TranscriptSegmentId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.transcript_editing import edited
from flipdesk.errors import KnownError
from flipdesk.i18n import _, speaking
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services import code_following
from flipdesk.services.gate import Gate
from flipdesk.services.history import step
from flipdesk.services.text_versions import TextVersions

Write = Callable[[str], str]


class GateFixes:
    """Every fix is one step and can be undone."""

    def __init__(self, base: KnowledgeBase, gate: Gate, clock: Clock) -> None:
        self._base = base
        self._gate = gate
        self._texts = TextVersions(base, clock)

    def apply(self, session_id: SessionId, concern: Concern, fix: Fix, language: str) -> Step:
        """Do what a fix says; what stands instead of a name is in the language of the document.

        Raises:
            KnownError: the text says something else by now, or nothing can be changed there.
        """
        return self.apply_all(session_id, [concern], fix, language)

    def apply_all(
        self,
        session_id: SessionId,
        concerns: Iterable[Concern],
        fix: Fix,
        language: str,
        homes: Mapping[str, SessionId] = MappingProxyType({}),
    ) -> Step:
        """Do the same about several in one step; raises as `apply` does.

        `homes` tells of places that are in another session, by their keys.

        To ask somebody changes nothing here: the answer is noted among the consents.
        """
        changes = Changes()
        with self._base.atomic():
            for one in concerns:
                if fix is Fix.LEAVE_OUT:
                    changes += self._leave_out(one)
                elif fix is not Fix.ASK:
                    with speaking(language):
                        instead = _instead(fix, one)
                    home = homes.get(one.place.key, session_id)
                    changes += self._write(home, one, instead)
        if not changes:
            raise KnownError(
                _("The text has been changed meanwhile. Look at the list of what is to be decided.")
            )
        return step(_("leave note out") if fix is Fix.LEAVE_OUT else _("change text"), changes)

    def _leave_out(self, concern: Concern) -> Changes:
        key = concern.place.key
        if concern.place.kind is PlaceKind.OUTCOME:
            outcome = self._base.outcomes.get(OutcomeId(key))
            if outcome is not None:
                return self._base.outcomes.save(replace(outcome, left_out=True))
            return Changes()
        note = self._base.reflections.get(ReflectionId(key))
        if note is None:
            return Changes()
        return self._base.reflections.save(replace(note, left_out=True))

    def _write(self, session_id: SessionId, concern: Concern, instead: str) -> Changes:
        """Write something else instead of the words in the stored text they come from."""
        traces = self._gate.traces(self._base.record(session_id))

        def rewritten(text: str) -> str:
            parts, reached = [], 0
            for one in traces.find(text):
                words = text[one.start : one.end]
                if one.kind is concern.kind and words in concern.words:
                    before = text[reached : one.start]
                    parts += [before, _fitting(instead, text[: one.start])]
                    reached = one.end
            return _without_echo("".join((*parts, text[reached:])), instead)

        key, kind = concern.place.key, concern.place.kind
        if kind is PlaceKind.REFLECTION:
            return self._write_note(self._base.reflections.get(ReflectionId(key)), rewritten)
        if kind is PlaceKind.OUTCOME:
            return self._write_note(self._base.outcomes.get(OutcomeId(key)), rewritten)
        if kind is PlaceKind.AGENDA_ITEM:
            return self._write_item(key, rewritten)
        if kind is PlaceKind.SEGMENT:
            return self._write_segment(key, rewritten)
        return self._write_session(session_id, rewritten) if key == session_id else Changes()

    def _write_note(self, note: Reflection | Outcome | None, write: Write) -> Changes:
        if note is None or write(note.text) == note.text:
            return Changes()
        return self._texts.rewrite(note, write(note.text))

    def _write_item(self, key: str, write: Write) -> Changes:
        item = self._base.agenda.get(key)
        if item is None:
            return Changes()
        fresh = replace(
            item,
            title=write(item.title),
            purpose=_written(item.purpose, write),
            how=_written(item.how, write),
            plan_b=_written(item.plan_b, write),
            materials=tuple(write(one) for one in item.materials),
        )
        return Changes() if fresh == item else self._texts.save(fresh)

    def _write_session(self, session_id: SessionId, write: Write) -> Changes:
        session = self._base.sessions.get(session_id)
        if session is None:
            return Changes()
        fresh = replace(
            session,
            title=write(session.title),
            purpose=_written(session.purpose, write),
            place=_written(session.place, write),
            contribution=_written(session.contribution, write),
        )
        return self._base.sessions.save(fresh)

    def _write_segment(self, key: str, write: Write) -> Changes:
        segment = self._base.transcript_segments.get(TranscriptSegmentId(key))
        if segment is None or write(segment.text) == segment.text:
            return Changes()
        fresh = edited(segment, write(segment.text))
        with self._base.atomic():
            changes = self._base.transcript_segments.save(fresh)
            return changes + code_following.follow(self._base, fresh, segment.text, fresh.text)


def _written(text: str | None, write: Write) -> str | None:
    return None if text is None else write(text)


def _instead(fix: Fix, concern: Concern) -> str:
    if fix is Fix.CITIZEN:
        return _("the citizen")
    return _("a colleague") if fix is Fix.COLLEAGUE else blank(concern.kind)


def _fitting(words: str, before: str) -> str:
    """Return the words with a capital where a sentence begins with them."""
    start = before.rstrip(" \"”“»'")
    return capital(words) if not start or start[-1] in ".!?\n" else words


def _without_echo(text: str, words: str) -> str:
    """Return "borgeren sagde" for "borgeren borgeren sagde", as when a name followed the word."""
    for first in (words, capital(words)):
        text = text.replace(f"{first} {words}", first)
    return text
