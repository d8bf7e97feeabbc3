"""Putting right what the gate points out: in the text itself, whose earlier wording is kept."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.concern import Concern, Fix, PlaceKind, blank
from flipdesk.domain.ids import (
    AgendaItemId,
    OutcomeId,
    ReflectionId,
    SessionId,
    TextVersionId,
    new_guid,
)
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.review import TextVersion
from flipdesk.errors import KnownError
from flipdesk.i18n import _, speaking
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate import Gate
from flipdesk.services.history import step

Write = Callable[[str], str]


class GateFixes:
    """Every fix is one step and can be undone."""

    def __init__(self, base: KnowledgeBase, gate: Gate, clock: Clock) -> None:
        self._base = base
        self._gate = gate
        self._clock = clock

    def apply(self, session_id: SessionId, concern: Concern, fix: Fix, language: str) -> Step:
        """Do what a fix says; what stands instead of a name is in the language of the document.

        Raises:
            KnownError: the text says something else by now, or nothing can be changed there.
        """
        return self.apply_all(session_id, [concern], fix, language)

    def apply_all(
        self, session_id: SessionId, concerns: Iterable[Concern], fix: Fix, language: str
    ) -> Step:
        """Do the same about several in one step; raises as `apply` does.

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
                    changes += self._write(session_id, one, instead)
        if not changes:
            raise KnownError(
                _("The text has been changed meanwhile. Look at the list of what is to be decided.")
            )
        return step(_("leave note out") if fix is Fix.LEAVE_OUT else _("change text"), changes)

    def _leave_out(self, concern: Concern) -> Changes:
        note = self._base.reflections.get(ReflectionId(concern.place.key))
        if note is None:
            return Changes()
        return self._base.reflections.save(replace(note, is_private=True))

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
            return self._write_reflection(session_id, ReflectionId(key), rewritten)
        if kind is PlaceKind.OUTCOME:
            return self._write_outcome(session_id, OutcomeId(key), rewritten)
        if kind is PlaceKind.AGENDA_ITEM:
            return self._write_item(session_id, key, rewritten)
        return self._write_session(session_id, rewritten) if key == session_id else Changes()

    def _write_reflection(self, session_id: SessionId, key: ReflectionId, write: Write) -> Changes:
        note = self._base.reflections.get(key)
        if note is None or write(note.text) == note.text:
            return Changes()
        kept = self._keep(session_id, note.text, reflection_id=key)
        return kept + self._base.reflections.save(replace(note, text=write(note.text)))

    def _write_outcome(self, session_id: SessionId, key: OutcomeId, write: Write) -> Changes:
        note = self._base.outcomes.get(key)
        if note is None or write(note.text) == note.text:
            return Changes()
        kept = self._keep(session_id, note.text, outcome_id=key)
        return kept + self._base.outcomes.save(replace(note, text=write(note.text)))

    def _write_item(self, session_id: SessionId, key: str, write: Write) -> Changes:
        item = self._base.agenda.get(key)
        if item is None:
            return Changes()
        purpose = None if item.purpose is None else write(item.purpose)
        fresh = replace(item, title=write(item.title), purpose=purpose)
        if fresh == item:
            return Changes()
        changes = Changes()
        if fresh.title != item.title:
            changes += self._keep(session_id, item.title, agenda_item_id=AgendaItemId(key))
        return changes + self._base.agenda.save(fresh)

    def _write_session(self, session_id: SessionId, write: Write) -> Changes:
        session = self._base.sessions.get(session_id)
        if session is None:
            return Changes()
        fresh = replace(
            session,
            title=write(session.title),
            purpose=None if session.purpose is None else write(session.purpose),
            place=None if session.place is None else write(session.place),
        )
        return self._base.sessions.save(fresh)

    def _keep(
        self,
        session_id: SessionId,
        text: str,
        *,
        reflection_id: ReflectionId | None = None,
        outcome_id: OutcomeId | None = None,
        agenda_item_id: AgendaItemId | None = None,
    ) -> Changes:
        return self._base.text_versions.add(
            TextVersion(
                id=TextVersionId(new_guid()),
                session_id=session_id,
                position=self._base.text_versions.next_position(session_id),
                text=text,
                replaced=self._clock.now(),
                reflection_id=reflection_id,
                outcome_id=outcome_id,
                agenda_item_id=agenda_item_id,
            )
        )


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
