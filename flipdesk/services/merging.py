"""Putting notes together and taking them apart; what was said in the room stays as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import OutcomeId, ReflectionId, new_guid
from flipdesk.domain.merged import speakers_of
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.placing import Places
from flipdesk.domain.reflection import NEVER_LEAVES_THE_ROOM, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import RecordingConsent, ReflectionKind
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services import code_following
from flipdesk.services.history import counted, step
from flipdesk.services.text_versions import TextVersions

T = TypeVar("T")


class Joint(StrEnum):
    """What stands between the texts of notes that become one."""

    SPACE = "space"
    LINE = "line"
    SEMICOLON = "semicolon"

    def between(self, texts: Iterable[str]) -> str:
        """Return the texts as one."""
        said = [text.strip() for text in texts if text.strip()]
        if self is Joint.SEMICOLON:
            return "; ".join([*(text.rstrip(".;") for text in said[:-1]), *said[-1:]])
        return ("\n" if self is Joint.LINE else " ").join(said)


class Merging:
    """A merged reflection is one of its own; its parts stay, hidden, until it is taken apart."""

    def __init__(self, base: KnowledgeBase, texts: TextVersions) -> None:
        self._base = base
        self._texts = texts

    def merge(self, notes: Sequence[Reflection], joint: Joint = Joint.SPACE) -> Step:
        """Make one reflection of several: the first one's place, everybody's tags.

        Raises:
            KnownError: they are too few, or must not become one; the sentence says why.
        """
        chosen = {note.id for note in notes}
        if len(chosen) < 2:
            raise KnownError(_("Choose two notes or more, which are to become one."))
        record = self._base.record(notes[0].session_id)
        parts = sorted(
            (one for one in record.reflections if one.id in chosen),
            key=Places(record).place,
        )
        _refuse(record, parts)
        first = parts[0]
        speakers = {one.speaker_id for one in parts}
        merged = replace(
            first,
            id=ReflectionId(new_guid()),
            position=self._base.reflections.next_position(first.session_id),
            text=joint.between(one.text for one in parts),
            kind=_kind(parts),
            speaker_id=first.speaker_id if len(speakers) == 1 else None,
            potentials=_united(one.potentials for one in parts),
            dimensions=_united(one.dimensions for one in parts),
            tags=_united(one.tags for one in parts),
            pattern=next((one.pattern for one in parts if one.pattern), None),
            is_private=any(one.is_private for one in parts),
            left_out=all(one.left_out for one in parts),
        )
        with self._base.atomic():
            changes = self._base.reflections.add(merged)
            changes += code_following.join(self._base, parts, merged)
            for part in parts:
                changes += self._base.reflections.save(replace(part, merged_into=merged.id))
        return step(counted(_("merge"), len(parts)), changes)

    def unmerge(self, note: Reflection) -> Step:
        """Bring the parts of a reflection back in its place.

        What it said after it was rewritten is kept as something its first part said earlier.

        Raises:
            KnownError: it was not merged.
        """
        parts = self._base.reflections.parts_of(note.id)
        if not parts:
            raise KnownError(_("This note was never merged, so there is nothing to take apart."))
        earlier = [one.text for one in self._texts.of(note.id)]
        with self._base.atomic():
            changes = Changes()
            if earlier:
                first = parts[0]
                own = [] if self._texts.of(first.id) else [first.text]
                changes += self._texts.keep(first, [*own, *earlier, note.text])
            whole = [*earlier, note.text][0]
            changes += code_following.divide(self._base, note, whole, parts)
            for part in parts:
                changes += self._base.reflections.save(replace(part, merged_into=None))
            changes += self._base.reflections.delete(note.id)
        return step(_("take apart"), changes)

    def split(self, note: Reflection | Outcome, at: int, text: str | None = None) -> Step:
        """Make two notes of one, before and after a place in its text, or in `text` instead of it.

        Both keep what was said in the room; the later one's moment lies as far into the turn as
        its words into the text.

        Raises:
            KnownError: there would be no words in one of them.
        """
        text = note.text if text is None else text
        before, after = text[:at].strip(), text[at:].strip()
        if not before or not after:
            raise KnownError(_("Place the cursor between the words that are to be apart."))
        with self._base.atomic():
            changes = Changes()
            coded = code_following.codings_of(self._base, note)
            second = self._second(note, after, len(before) / (len(before) + len(after)))
            if isinstance(second, Reflection):
                changes += self._base.reflections.add(second)
            else:
                changes += self._base.outcomes.add(second)
            said = [wording.text for wording in self._texts.originals(note)]
            said += [one.text for one in self._texts.of(note.id)[1:]]
            changes += self._texts.keep(second, dict.fromkeys([*said, note.text]))
            changes += self._texts.rewrite(note, before)
            halves = (replace(note, text=before), second)
            changes += code_following.divide(self._base, note, text, halves, coded)
        return step(_("split"), changes)

    def _second(self, note: Reflection | Outcome, text: str, share: float) -> Reflection | Outcome:
        if isinstance(note, Outcome):
            position = self._base.outcomes.next_position(note.session_id)
            return replace(note, id=OutcomeId(new_guid()), position=position, text=text)
        position = self._base.reflections.next_position(note.session_id)
        later = self._later_ms(note, share)
        said_at = note.said_at and note.said_at + timedelta(milliseconds=later)
        return replace(
            note,
            id=ReflectionId(new_guid()),
            position=position,
            text=text,
            at_ms=None if note.at_ms is None else note.at_ms + later,
            said_at=said_at,
        )

    def _later_ms(self, note: Reflection, share: float) -> int:
        """Return how much later the second half of a note was said, as far as the turns tell."""
        if note.at_ms is None or note.placed_at is not None:
            return 0
        end = next(
            (
                turn.to_ms
                for turn in self._base.turns.of_session(note.session_id)
                if turn.speaker_id == note.speaker_id
                and turn.to_ms is not None
                and turn.from_ms <= note.at_ms < turn.to_ms
            ),
            note.at_ms,
        )
        others = self._base.reflections.of_session(note.session_id)
        nearest = min(
            (one.at_ms for one in others if one.at_ms is not None and one.at_ms > note.at_ms),
            default=end,
        )
        return round((min(end, nearest) - note.at_ms) * share)


def _refuse(record: SessionRecord, parts: Sequence[Reflection]) -> None:
    """Raise a sentence for what must not become one note without a word."""
    kinds = {one.kind for one in parts}
    people = [speakers_of(record, one) for one in parts]
    voices = {one.role.is_research for group in people for one in group}
    if ReflectionKind.QUOTE in kinds and len(kinds) > 1:
        raise KnownError(
            _("A quote stays word for word. Make it a reflection first, or leave it by itself.")
        )
    if ReflectionKind.QUOTE in kinds and len({one.speaker_id for one in parts}) > 1:
        raise KnownError(_("Quotes of different people cannot be one quote."))
    if len(voices) > 1:
        raise KnownError(
            _("Research and practice stay apart in the minutes. Choose notes of one of them.")
        )
    withdrawn = {
        one.id
        for group in people
        for one in group
        if one.consent.recording is RecordingConsent.WITHDRAWN
    }
    if withdrawn and any({one.id for one in group} - withdrawn or not group for group in people):
        raise KnownError(
            _("Somebody has withdrawn consent. What they said stays apart from what others said.")
        )
    if kinds & NEVER_LEAVES_THE_ROOM and kinds - NEVER_LEAVES_THE_ROOM:
        raise KnownError(
            _("An observation stays in the room, so it cannot become part of another note.")
        )
    if len({one.is_private for one in parts}) > 1:
        raise KnownError(
            _("A private note cannot become part of one that all can see. Unmark it first.")
        )
    rounds = {one.round_id for one in parts}
    if len(rounds) > 1:
        raise KnownError(_("Notes of a round of Lend an ear stay with their round."))


def _kind(parts: Sequence[Reflection]) -> ReflectionKind:
    """Return the first kind that says more than that it is a reflection."""
    special = (one.kind for one in parts if one.kind is not ReflectionKind.REFLECTION)
    return next(special, ReflectionKind.REFLECTION)


def _united(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))
