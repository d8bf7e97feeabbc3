"""What a series remembers: what was parked, promised, tried and asked, and where it is taken up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import AgendaItemId, OutcomeId, SessionId, new_guid
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.series_memory import fitting_item
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind, OutcomeStatus
from flipdesk.domain.words import word
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.run_sheet import RunSheet, one_or_many


@dataclass(frozen=True, slots=True)
class Remembered:
    """An outcome of an earlier session; `item` takes it up now, the `number`th of the run sheet.

    `owner` is the initials of whoever it was given to. `is_older` says that the session it came
    from was not the last one before.
    """

    outcome: Outcome
    session: Session
    owner: str = ""
    is_older: bool = False
    item: AgendaItem | None = None
    number: int = 0


class SeriesMemory:
    def __init__(self, base: KnowledgeBase, run_sheet: RunSheet) -> None:
        self._base = base
        self._run_sheet = run_sheet

    def session_before(self, session: Session) -> Session | None:
        """Return the last session of the series that began before this one."""
        earlier = [
            one
            for one in self._base.sessions.of_series(session.series_id)
            if one.starts < session.starts and one.id != session.id
        ]
        return earlier[-1] if earlier else None

    def left(self, record: SessionRecord) -> tuple[Remembered, ...]:
        """Return what is still open of all earlier sessions of the series, the newest first."""
        session = record.session
        outcomes = self._base.outcomes.live_before(session.series_id, session.starts)
        before = self.session_before(session)
        places = {
            outcome_id: (item, number)
            for number, item in enumerate(record.agenda, 1)
            for outcome_id in item.takes_up
        }
        nowhere: tuple[AgendaItem | None, int] = (None, 0)
        found = []
        for one in self._remember(outcomes):
            item, number = places.get(one.outcome.id, nowhere)
            is_older = before is None or one.session.id != before.id
            found.append(replace(one, item=item, number=number, is_older=is_older))
        return tuple(found)

    def of_item(self, item: AgendaItem) -> tuple[Remembered, ...]:
        """Return what an item takes up, done or not; what this knowledge base lacks is left out."""
        found = [self._base.outcomes.get(outcome_id) for outcome_id in item.takes_up]
        known = [outcome for outcome in found if outcome is not None]
        return tuple(replace(one, item=item) for one in self._remember(known))

    def put_in(
        self,
        session_id: SessionId,
        outcome_ids: Sequence[OutcomeId],
        item_id: AgendaItemId | None = None,
    ) -> Step:
        """Let the run sheet take outcomes up, in the item given, else each in one that fits.

        Where none fits, an item for what there is since last time comes first on the run sheet.
        """
        outcomes = [self._outcome(outcome_id) for outcome_id in outcome_ids]
        with self._base.atomic():
            changes = Changes()
            for outcome in outcomes:
                changes += self._put_in(session_id, outcome, item_id)
        one, many = _("take up {title}"), _("take up {count} matters")
        text = outcomes[0].text if outcomes else ""
        return step(one_or_many(one, many, text, len(outcomes)), changes)

    def take_out(self, session_id: SessionId, outcome_id: OutcomeId) -> Step:
        """Take an outcome off the run sheet again."""
        outcome = self._outcome(outcome_id)
        with self._base.atomic():
            changes = self._taken_out(session_id, outcome_id)
        return step(_("do not take up {text}").format(text=outcome.text), changes)

    def set_status(self, outcome_id: OutcomeId, status: OutcomeStatus) -> Step:
        """Say how it stands with an outcome, of whatever session."""
        outcome = self._outcome(outcome_id)
        with self._base.atomic():
            changes = self._base.outcomes.save(replace(outcome, status=status))
        label = _("{text}: {status}").format(text=outcome.text, status=word(status))
        return step(label, changes)

    def _put_in(
        self, session_id: SessionId, outcome: Outcome, item_id: AgendaItemId | None
    ) -> Changes:
        changes = self._taken_out(session_id, outcome.id)
        items = self._base.agenda.of_session(session_id)
        item = next((one for one in items if one.id == item_id), None)
        item = item or fitting_item(items, outcome.kind)
        if item is None:
            item = AgendaItem(
                AgendaItemId(new_guid()), session_id, 0, _("Since last time"), AgendaKind.ROUND
            )
            begun = sum(one.started is not None for one in items)
            changes += self._run_sheet.put(session_id, [item], begun)
            item = self._base.agenda.get(item.id) or item
        taking = replace(item, takes_up=(*item.takes_up, outcome.id))
        return changes + self._base.agenda.save(taking)

    def _taken_out(self, session_id: SessionId, outcome_id: OutcomeId) -> Changes:
        changes = Changes()
        for item in self._base.agenda.of_session(session_id):
            if outcome_id in item.takes_up:
                kept = tuple(one for one in item.takes_up if one != outcome_id)
                changes += self._base.agenda.save(replace(item, takes_up=kept))
        return changes

    def _remember(self, outcomes: Sequence[Outcome]) -> list[Remembered]:
        found = []
        for session_id in dict.fromkeys(one.session_id for one in outcomes):
            session = self._base.sessions.get(session_id)
            if session is None:
                raise BugError(f"no session {session_id}")
            people = self._base.participants.of_session(session_id)
            initials = {one.id: one.initials for one in people}
            found += [
                Remembered(one, session, initials.get(one.owner_id, "") if one.owner_id else "")
                for one in outcomes
                if one.session_id == session_id
            ]
        return found

    def _outcome(self, outcome_id: OutcomeId) -> Outcome:
        outcome = self._base.outcomes.get(outcome_id)
        if outcome is None:
            raise BugError(f"no outcome {outcome_id}")
        return outcome
