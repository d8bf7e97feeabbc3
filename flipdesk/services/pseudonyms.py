"""Pseudonyms that stay: the same person is called the same in every session of a series."""

from collections.abc import Mapping
from dataclasses import dataclass

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import ParticipantId, PersonId, SeriesId
from flipdesk.domain.pseudonyms import Kind, Pseudonym, assign
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.pseudonym_key import highest_of


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the key as somebody reads it; `name` is None when it is forgotten whose it is."""

    series_id: SeriesId
    series: str
    pseudonym: Pseudonym
    person_id: PersonId | None
    name: str | None

    @property
    def whose(self) -> str:
        """Return the name, or why there is none, in the language in use."""
        if self.name is not None:
            return self.name
        return _("forgotten") if self.person_id is None else _("not in the knowledge base any more")


class Pseudonyms:
    """Gives pseudonyms and keeps whose they are. What is kept is a fact and no step.

    A pseudonym is kept when a document that shows it is, so that a role put right before that
    leaves no gap in the numbers. Raises as `PseudonymKey` does.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def of(self, record: SessionRecord) -> Mapping[ParticipantId, Pseudonym]:
        """Return what each participant of a session is called; nothing is kept yet."""
        series_id = record.series.id
        entries = self._base.pseudonym_key.entries(series_id)
        known = {one.person_id: one.pseudonym for one in entries if one.person_id is not None}
        highest = _highest(self._base.pseudonym_counts.of_series(series_id), highest_of(entries))
        return assign(record.participants, known, highest)

    def keep(self, series_id: SeriesId, given: Mapping[PersonId, Pseudonym]) -> Changes:
        """Keep whose these pseudonyms are; who has one already keeps that."""
        entries = self._base.pseudonym_key.entries(series_id)
        known = {one.person_id for one in entries}
        fresh = {person: one for person, one in given.items() if person not in known}
        changes = Changes()
        # The count first: a number that nobody got is harmless, one given twice is not.
        with self._base.atomic():
            for one in fresh.values():
                changes += self._base.pseudonym_counts.raise_to(series_id, one.kind, one.number)
        self._base.pseudonym_key.give(series_id, fresh)
        return changes

    def lines(self, series_id: SeriesId | None = None) -> tuple[KeyLine, ...]:
        """Return the key with names, by series and pseudonym; for eyes only, never for a file."""
        people = {one.id: one.name for one in self._base.people.all()}
        series = {one.id: one.title for one in self._base.series.all()}
        lines = [
            KeyLine(
                one.series_id,
                series.get(one.series_id, ""),
                one.pseudonym,
                one.person_id,
                None if one.person_id is None else people.get(one.person_id),
            )
            for one in self._base.pseudonym_key.entries(series_id)
        ]
        return tuple(
            sorted(
                lines,
                key=lambda one: (
                    one.series,
                    one.series_id,
                    one.pseudonym.place,
                    one.pseudonym.role,
                    one.pseudonym.number,
                ),
            )
        )

    def forget(self, series_id: SeriesId | None = None, person_id: PersonId | None = None) -> int:
        """Forget whose pseudonyms are, in a series, of a person, or all; return how many.

        It cannot be undone. The documents stay as they are, and no number is given again.
        """
        return self._base.pseudonym_key.forget(series_id, person_id)


def _highest(*counts: Mapping[Kind, int]) -> dict[Kind, int]:
    found: dict[Kind, int] = {}
    for each in counts:
        for kind, number in each.items():
            found[kind] = max(found.get(kind, 0), number)
    return found
