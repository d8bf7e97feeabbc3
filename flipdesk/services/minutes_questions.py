"""Open questions in minutes, each addressed to the one who can answer it: "Mette: er citatet ok?".

Only those are addressed who are named at that very place anyway: a comment with a name beside a
quotation by role would say who said it.
"""

from collections.abc import Iterator

from flipdesk.domain.document_snapshot import Table
from flipdesk.domain.minutes_snapshot import MinutesSnapshot, Question
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, OutcomeKind, QuoteConsent
from flipdesk.i18n import _, speaking

_PROMISED = (OutcomeKind.ACTION, OutcomeKind.TRIAL)


def questions(record: SessionRecord, snapshot: MinutesSnapshot) -> tuple[Question, ...]:
    """Return what a document can ask of its readers, in the order of the document."""
    if snapshot.audience is Audience.RESEARCHERS:
        return ()
    with speaking(snapshot.language):
        return (*_about_quotes(record, snapshot), *_about_promises(record, snapshot))


def _about_quotes(record: SessionRecord, snapshot: MinutesSnapshot) -> Iterator[Question]:
    speakers = {one.id: one.speaker_id for one in record.reflections}
    shown = (one for item in snapshot.items for group in item.groups for one in group.contributions)
    for one in shown:
        person = record.participant(speakers.get(one.key))  # type: ignore[call-overload]
        if not one.is_quote or person is None or person.consent.quote is not QuoteConsent.NAME:
            continue
        if one.speaker and one.speaker.startswith(person.name):
            text = _("{name}: is the quotation all right?").format(name=_address(record, person))
            yield Question(one.key, text)


def _about_promises(record: SessionRecord, snapshot: MinutesSnapshot) -> Iterator[Question]:
    outcomes = {str(one.id): one for one in record.outcomes}
    rows = (row for one in snapshot.sections if isinstance(one, Table) for row in one.rows)
    for row in rows:
        outcome = outcomes.get(row.key or "")
        person = None if outcome is None else record.participant(outcome.owner_id)
        if outcome is None or person is None or outcome.kind not in _PROMISED:
            continue
        is_named = any(cell.text == person.name for cell in row.cells)
        if is_named and outcome.due is None and outcome.is_live:
            text = _("{name}: when can it be done?").format(name=_address(record, person))
            yield Question(outcome.id, text)


def _address(record: SessionRecord, person: Participant) -> str:
    """Return the first name, or the whole where several go by it."""
    first = person.name.split()[0]
    alike = sum(one.name.split()[:1] == [first] for one in record.participants)
    return first if alike == 1 else person.name
