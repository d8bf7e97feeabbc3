"""Erasing a person, a session or a passage: noted in the ledger first, then really gone.

What is done here is in the rows. Sound, backups and other files are seen to by a job that needs no
knowledge base (`erasing_files`), and `carriers` looks whether all went well.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.dates import format_date_medium
from flipdesk.domain.erasure import PARTS, Decision, ErasureKind, ErasurePlan, LedgerEntry
from flipdesk.domain.ids import PersonId, SessionId, new_guid
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.erasure_ledger import ErasureLedger
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.erasing_exports import exports_of
from flipdesk.services.erasing_part import PartErasing
from flipdesk.services.erasing_person import Decisions, PersonErasing
from flipdesk.services.erasing_session import SessionErasing


class Erasing:
    """Finds what an erasure takes with it, and does it. What is erased cannot be undone."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._people = PersonErasing(base)
        self._sessions = SessionErasing(base)
        self._parts = PartErasing(base)
        self.ledger = ErasureLedger(base.folder)

    def find_person(self, person_id: PersonId) -> ErasurePlan:
        """Return everything that carries a person; raises KnownError when there is none."""
        return self._with_exports(self._people.find(person_id))

    def finding_person(self, person_id: PersonId) -> Generator[None, None, ErasurePlan]:
        """Find the same in short steps, for who must not wait."""
        return self._with_exports((yield from self._people.finding(person_id)))

    def find_session(self, session_id: SessionId) -> ErasurePlan:
        """Return everything that goes with a session; raises KnownError when there is none."""
        return self._with_exports(self._sessions.find(session_id))

    def find_part(self, kind: ErasureKind, session_id: SessionId) -> ErasurePlan:
        """Return what goes with a part of a session; raises KnownError when there is none."""
        return self._with_exports(self._parts.find(kind, session_id))

    def find_passage(self, session_id: SessionId, from_ms: int, to_ms: int) -> ErasurePlan:
        """Return what carries a stretch of a session; raises KnownError when there is none."""
        return self._with_exports(self._sessions.find_passage(session_id, from_ms, to_ms))

    def _with_exports(self, plan: ErasurePlan) -> ErasurePlan:
        person = plan.target if plan.kind is ErasureKind.PERSON else ""
        return replace(plan, exports=exports_of(self._base, plan.sessions, person))

    def erase(
        self,
        plan: ErasurePlan,
        decisions: Decisions,
        folders: tuple[str, ...] = (),
        files: tuple[str, ...] = (),
    ) -> tuple[LedgerEntry, Changes]:
        """Note an erasure, then take it out of every row in one transaction.

        Minutes that carry the person are there until `finish_minutes`, so that they can be written
        again. The caller forgets its history of steps, which holds what was erased, sees to the
        files and then calls `finish`; `folders` of sound go whole, and `files` as the ledger names
        them.

        Raises:
            KnownError: the ledger or the knowledge base cannot be written; nothing is erased then,
                or all of it at the next opening.
        """
        entry = replace(self._entry(plan, decisions), folders=folders, files=files)
        self.ledger.append(entry)
        with self._base.atomic():
            if plan.kind is ErasureKind.PERSON:
                changes = self._people.erase(plan, decisions, minutes=False)
            elif plan.kind is ErasureKind.SESSION:
                changes = self._sessions.erase(plan)
            elif plan.kind in PARTS:
                changes = self._parts.erase(plan)
            else:
                changes = self._sessions.erase_passage(plan, decisions)
        if plan.kind is ErasureKind.PERSON:
            self._base.pseudonym_key.forget(person_id=PersonId(plan.target))
        elif plan.kind in {ErasureKind.SESSION, ErasureKind.SOUND}:
            _destroy_key(self._base, SessionId(plan.target))
        if self._base.author in plan.authors:
            self._base.author = ""
        return entry, changes

    def finish_minutes(self, plan: ErasurePlan) -> Changes:
        """Delete the minutes that carried a person, once they have been written again."""
        with self._base.atomic():
            return self._people.drop_minutes(plan.minutes)

    def finish(self, entry_id: str) -> None:
        """Note that an erasure has come to its end; raises KnownError when it cannot be noted."""
        self.ledger.finish(entry_id, self._clock.now())

    def unfinished(self) -> tuple[LedgerEntry, ...]:
        """Return the erasures that were broken off; `apply_entry` and the files finish them."""
        return tuple(one for one in self.ledger.entries() if not one.is_finished)

    def _entry(self, plan: ErasurePlan, decisions: Decisions) -> LedgerEntry:
        chosen = {one.key: decisions.get(one.key, one.choices[0]) for one in plan.texts}
        gone = {**plan.gone}
        if plan.minutes:
            gone["minutes"] = tuple(one.id for one in plan.minutes)
        if plan.clips:
            gone["recording"] = plan.clips
        first, last = next(iter(plan.sound.values()))[0] if plan.kind is _PASSAGE else (0, 0)
        return LedgerEntry(
            new_guid(),
            plan.kind,
            plan.target,
            self._clock.now(),
            participations=plan.participations,
            gone=gone,
            removed=tuple(key for key, one in chosen.items() if one is Decision.REMOVE),
            kept=tuple(key for key, one in chosen.items() if one is Decision.KEEP),
            sound=plan.sound,
            from_ms=first,
            to_ms=last,
        )


_PASSAGE = ErasureKind.PASSAGE


def apply_ledger(base: KnowledgeBase, folder: Path | None = None) -> int:
    """Erase again what the ledger says was erased, and return how many erasures had work to do.

    To be called on every base that comes from a backup, before it is used, and after every import.
    `folder` is where the ledger lies when the base is being made ready somewhere else. Works on the
    rows of the base and its key list alone; call `base.upkeep.scrub()` to let no byte of it stay.

    Raises:
        KnownError: the ledger cannot be read, or the base cannot be written.
    """
    entries = ErasureLedger(folder or base.folder).entries()
    return sum(1 for entry in entries if apply_entry(base, entry))


def forget_again(base: KnowledgeBase) -> Changes:
    """Erase again what the ledger says was erased, as after an import, and return what changed."""
    entries = ErasureLedger(base.folder).entries()
    return sum((apply_entry(base, entry) for entry in entries), start=Changes())


def apply_entry(base: KnowledgeBase, entry: LedgerEntry) -> Changes:
    """Do one erasure again where there is anything of it, in one transaction."""
    with base.atomic():
        return _APPLY[entry.kind](base, entry)


def _apply_person(base: KnowledgeBase, entry: LedgerEntry) -> Changes:
    changes = Changes()
    people = PersonErasing(base)
    for person_id in _people_of(base, entry):
        plan = people.find(PersonId(person_id))
        plan = replace(plan, gone=_both(plan.gone, entry.gone))
        changes += people.erase(plan, _decisions(plan, entry), minutes=True)
        base.pseudonym_key.forget(person_id=PersonId(person_id))
    return changes + base.erasure_rows.delete(_still_there(entry))


def _apply_session(base: KnowledgeBase, entry: LedgerEntry) -> Changes:
    sessions, session_id = SessionErasing(base), SessionId(entry.target)
    _destroy_key(base, session_id)
    if base.sessions.get(session_id) is None:
        return Changes()
    return sessions.erase(sessions.find(session_id))


def _destroy_key(base: KnowledgeBase, session_id: SessionId) -> None:
    """Make the sound of a session noise, wherever a copy of it lies."""
    if base.keys is not None:
        base.keys.destroy_session_key(session_id)


def _apply_passage(base: KnowledgeBase, entry: LedgerEntry) -> Changes:
    if base.sessions.get(SessionId(entry.target)) is None:
        return Changes()
    sessions = SessionErasing(base)
    plan = sessions.find_passage(SessionId(entry.target), entry.from_ms, entry.to_ms)
    return sessions.erase_passage(plan, _decisions(plan, entry))


def _apply_part(base: KnowledgeBase, entry: LedgerEntry) -> Changes:
    changes, session_id = PartErasing(base).erase_again(entry), SessionId(entry.target)
    is_broken_off = entry.kind is ErasureKind.SOUND and not entry.is_finished
    # What was recorded after that has the same key.
    if is_broken_off and not base.recordings.of_session(session_id):
        _destroy_key(base, session_id)
    return changes


_Apply = Callable[[KnowledgeBase, LedgerEntry], Changes]
_APPLY: Mapping[ErasureKind, _Apply] = {
    ErasureKind.PERSON: _apply_person,
    ErasureKind.SESSION: _apply_session,
    ErasureKind.PASSAGE: _apply_passage,
    **dict.fromkeys(PARTS, _apply_part),
}


def _people_of(base: KnowledgeBase, entry: LedgerEntry) -> tuple[str, ...]:
    """Return under which ids somebody who was erased is there again."""
    rows = base.erasure_rows
    found = [entry.target] if rows.has("person", entry.target) else []
    return tuple(dict.fromkeys((*found, *rows.people_of(entry.participations))))


def _still_there(entry: LedgerEntry) -> dict[str, tuple[str, ...]]:
    """Return the minutes and clips that an erasure had not come to when it was broken off."""
    return {table: entry.gone[table] for table in ("minutes", "recording") if table in entry.gone}


def _decisions(plan: ErasurePlan, entry: LedgerEntry) -> Decisions:
    """Return what was decided before; what nobody has decided is done as it is proposed."""
    removed, kept = set(entry.removed), set(entry.kept)
    found = dict.fromkeys(removed, Decision.REMOVE)
    return {**found, **{one.key: Decision.KEEP for one in plan.texts if one.key in kept}}


def _both(
    first: Mapping[str, Iterable[str]], other: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    tables = dict.fromkeys((*first, *other))
    return {
        table: tuple(dict.fromkeys((*first.get(table, ()), *other.get(table, ()))))
        for table in tables
    }


def refuse_erased(base: KnowledgeBase, session_id: SessionId) -> None:
    """Let no session come back that was erased.

    Raises:
        KnownError: it was erased here.
    """
    for entry in ErasureLedger(base.folder).entries():
        if entry.kind is ErasureKind.SESSION and entry.target == session_id:
            raise KnownError(
                _("This session was erased here on {day} and is not taken in again.").format(
                    day=format_date_medium(entry.at.date())
                )
            )
