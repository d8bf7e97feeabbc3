"""Taking in a Word file that came back: everything in it is kept, or nothing of it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.findings import Findings, FoundChange, Spot
from flipdesk.domain.ids import (
    MinutesId,
    ReturnedFileId,
    ReviewChangeId,
    SessionId,
    new_guid,
)
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.returned import Place, Returned, Target
from flipdesk.domain.review import ReturnedFile, ReviewChange, merged
from flipdesk.domain.use import Act, Thing
from flipdesk.door.foreign_file import read_foreign, shown
from flipdesk.door.imports import RETURNED
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.recognising import Recognised, recognise
from flipdesk.services.returned_comments import ReturnedComments
from flipdesk.services.review_statement import statement

_PLACES = {
    Place.REFLECTION: "reflection_id",
    Place.OUTCOME: "outcome_id",
    Place.AGENDA_ITEM: "agenda_item_id",
}


class _Part(Protocol):
    @property
    def session_id(self) -> SessionId: ...


class _Store(Protocol):
    def get(self, part_id: str) -> _Part | None: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read, before anybody asked what it is."""

    name: str
    sha256: str
    data: bytes
    back: Returned


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file. `is_new` is False for one that was taken in before: nothing changed.

    `statement` says in sentences what could be matched and what not.
    """

    step: Step
    file: ReturnedFile
    statement: tuple[str, ...]
    is_new: bool = True


class TakingIn:
    """Takes in returned documents. `read` and `compare` touch nothing and may run in a job."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def take_in(self, reading: Reading, minutes_id: MinutesId | None = None) -> TakenIn:
        """Keep everything that a file says about the version it was made from.

        `minutes_id` names the version when the user does; else the file itself must tell.

        Raises:
            KnownError: the file is none of the minutes kept here.
        """
        known = self.taken_in_before(reading)
        if known is not None:
            return known
        recognised = self.recognise(reading, minutes_id)
        sent = self._base.minutes.document(recognised.minutes.id)
        return self.store(reading, recognised, self.compare(sent, reading))

    @staticmethod
    def read(data: bytes, name: str, is_cancelled: Callable[[], bool] = bool) -> Reading:
        """Return what a file says; safe on any thread.

        Raises:
            KnownError: it is no Word file, is damaged, or is one that must not be read.
        """
        from flipdesk.documents.returned.guarded import read_guarded

        return Reading(
            name, hashlib.sha256(data).hexdigest(), data, read_guarded(data, is_cancelled)
        )

    @classmethod
    def read_file(cls, path: Path, is_cancelled: Callable[[], bool] = bool) -> Reading:
        """Return what a file on the disk says; safe on any thread.

        Raises:
            KnownError: as `read` does, or the file cannot be read at all.
        """
        return cls.read(read_foreign(path, RETURNED), shown(path.name), is_cancelled)

    def taken_in_before(self, reading: Reading) -> TakenIn | None:
        """Return what became of the same bytes earlier, None when they are new."""
        file = self._base.returned_files.with_hash(reading.sha256)
        if file is None:
            return None
        sentence = _("{name} was taken in already, as {file}. Nothing was changed.")
        told = sentence.format(name=reading.name, file=file.file_name)
        return TakenIn(step("", Changes()), file, (told,), is_new=False)

    def recognise(self, reading: Reading, minutes_id: MinutesId | None = None) -> Recognised:
        """Return the version a file was made from; raises as `take_in` does."""
        if minutes_id is None:
            return recognise(self._base, reading.back)
        minutes = self._base.minutes.get(minutes_id)
        if minutes is None:
            raise BugError(f"no minutes {minutes_id}")
        return Recognised(minutes)

    @staticmethod
    def compare(sent: bytes, reading: Reading, is_cancelled: Callable[[], bool] = bool) -> Findings:
        """Return what differs from the bytes that were sent; safe on any thread.

        Raises:
            KnownError: comparing asks for more time or memory than any document needs.
        """
        from flipdesk.documents.returned.guarded import compare_guarded

        return compare_guarded(sent, reading.data, is_cancelled)

    def store(self, reading: Reading, recognised: Recognised, found: Findings) -> TakenIn:
        """Keep what was found, in one transaction."""
        minutes = recognised.minutes
        file = ReturnedFile(
            id=ReturnedFileId(new_guid()),
            session_id=minutes.session_id,
            minutes_id=minutes.id,
            file_name=reading.name,
            sha256=reading.sha256,
            by_id=found.by_id,
            by_words=found.by_words,
            gone=found.gone,
            left_out="; ".join(reading.back.left_out),
        )
        comments = ReturnedComments(
            self._base, file, lambda spot: self._spot(minutes.session_id, spot)
        )
        before = merged(self._base.review_changes.of_session(minutes.session_id))
        with self._base.atomic():
            changes = self._base.returned_files.add(file)
            changes += comments.add(found.comments)
            changes += self._add_changes(file, found.changes)
        after = merged(self._base.review_changes.of_session(minutes.session_id))
        told = statement(
            minutes,
            self._newest(minutes),
            found,
            by_words=recognised.by_words,
            made_before=len(before) + len(found.changes) - len(after),
            said_before=comments.known,
            left_out=reading.back.left_out,
        )
        self._base.uses.note(Act.IMPORTED, Thing.MINUTES, minutes.id, session=minutes.session_id)
        label = _("take in {name}").format(name=reading.name)
        return TakenIn(step(label, changes), file, told)

    def _newest(self, minutes: Minutes) -> int:
        following = self._base.minutes.next_version(
            minutes.session_id, minutes.audience, minutes.language
        )
        return following - 1

    def _add_changes(self, file: ReturnedFile, found: tuple[FoundChange, ...]) -> Changes:
        place = self._base.review_changes.next_position(file.session_id)
        changes = Changes()
        for number, one in enumerate(found):
            change = ReviewChange(
                id=ReviewChangeId(new_guid()),
                file_id=file.id,
                session_id=file.session_id,
                position=place + number,
                kind=one.kind,
                said_by=one.by.author,
                said_on=one.by.date,
                sent_text=one.sent,
                start_at=one.hunk.start,
                old_text=one.hunk.old,
                new_text=one.hunk.new,
                is_own=one.is_own,
                is_tracked=one.is_tracked,
                **self._spot(file.session_id, one.spot),
            )
            changes += self._base.review_changes.add(change)
        return changes

    def _spot(self, session_id: SessionId, spot: Spot) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "near_before": self._named(spot.before),
            "near_after": self._named(spot.after),
        }
        home = self._home(session_id, spot.target)
        return fields if home is None else fields | {home[0]: home[1]}

    def _home(self, session_id: SessionId, target: Target | None) -> tuple[str, str] | None:
        """Return the column and id of what a target is, None when it is not here any more."""
        if target is None:
            return None
        stores: dict[Place, _Store] = {
            Place.REFLECTION: self._base.reflections,
            Place.OUTCOME: self._base.outcomes,
            Place.AGENDA_ITEM: self._base.agenda,
        }
        places = [target.place] if target.place in stores else [Place.REFLECTION, Place.OUTCOME]
        for place in places:
            part = stores[place].get(target.key)
            if part is not None and part.session_id == session_id:
                return _PLACES[place], target.key
        return None

    @staticmethod
    def _named(target: Target | None) -> str:
        return "" if target is None else f"{target.place}:{target.key}"
