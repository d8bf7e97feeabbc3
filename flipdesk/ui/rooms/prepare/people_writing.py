"""What is written, chosen and completed in the table of people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flipdesk.domain.danish import sort_key
from flipdesk.domain.day_text import parse_day
from flipdesk.domain.guest import same_name
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.overview import KnownPerson
from flipdesk.domain.vocabulary import Answer, Attendance, ConsentWay, Role
from flipdesk.i18n import _
from flipdesk.services.capturing import Moment
from flipdesk.services.participation import ParticipantWish
from flipdesk.ui.models.people_fields import MATTERS, Choice, PeopleField
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace


class PeopleWriting:
    """Every change goes through the workspace, and can be undone by its name."""

    def __init__(self, workspace: Workspace, recording: RecordingDesk) -> None:
        self._workspace = workspace
        self._recording = recording

    def write(self, participant_id: ParticipantId | None, column: PeopleField, value: Any) -> bool:
        """Store one cell; a name on the line for the next one adds somebody."""
        if participant_id is None:
            return self._add(str(value))
        if column is PeopleField.DATE:
            return self._write_date(participant_id, str(value))
        field = column.name.lower()
        if column is PeopleField.ROLE:
            value = Role(value)
        elif column is PeopleField.ATTENDANCE:
            value = Attendance(value)
        elif column is PeopleField.NAME:
            known = self._known(str(value))
            value = known.name if known is not None else value
        elif column is not PeopleField.INITIALS:
            value = value or None
        invitations = self._workspace.desk.invitations
        return self._workspace.perform(lambda: invitations.change(participant_id, **{field: value}))

    def choose(self, ids: Sequence[ParticipantId], column: PeopleField, choice: Choice) -> None:
        """Store what was chosen for these people, as one step."""
        consents, value = self._workspace.desk.consents, choice.value
        if not ids:
            return
        if column in MATTERS:
            matter, answer = MATTERS[column], Answer(str(value))
            self._workspace.perform(lambda: consents.answer(ids, matter, answer))
        elif column in (PeopleField.WAY, PeopleField.BASIS):
            field = column.name.lower()
            self._workspace.perform(lambda: consents.describe(ids, **{field: value}))

    def agree(self, ids: Sequence[ParticipantId]) -> None:
        """Note that all of these have said yes; while it is recorded, with a marker."""
        consents, now_ms = self._workspace.desk.consents, self._recording.position_ms()
        if not ids:
            return
        notice = _("Their consent is noted")
        if now_ms is None:
            self._workspace.perform(lambda: consents.agree(ids), notice=notice)
        else:
            moment = Moment(self._workspace.now(), now_ms)
            self._workspace.perform(lambda: consents.say_on_recording(ids, moment), notice=notice)

    def tell(self, ids: Sequence[ParticipantId], way: ConsentWay | None) -> None:
        """Note that these were told about the recording as the programme says it, or were not."""
        record, information = self._workspace.record, self._workspace.desk.information
        if record is None or not ids:
            return
        if way is None:
            self._workspace.perform(lambda: information.take_back(ids))
            return
        text = information.wording(record.session.id)
        notice = _("It is noted, with the text and the moment")
        self._workspace.perform(lambda: information.note(ids, way, text), notice=notice)

    def completions(self, column: PeopleField) -> Sequence[str]:
        """Return what a column may be completed to, in Danish order."""
        base = self._workspace.desk.base
        if column is PeopleField.NAME:
            return [label(one) for one in base.overview.known_people()]
        if column is PeopleField.ORGANISATION:
            names = [name for one in base.organisations.all() for name in (one.name, *one.aliases)]
            return sorted(names, key=sort_key)
        if column is PeopleField.UNIT:
            units = {one.unit for one in base.overview.known_people() if one.unit}
            return sorted(units, key=sort_key)
        return ()

    def _add(self, name: str) -> bool:
        record, participation = self._workspace.record, self._workspace.desk.participation
        if record is None:
            return False
        known = self._known(name)
        if known is None:
            organisation = record.series.organisation or None
            wish = ParticipantWish(name, Role.CASEWORKER, organisation)
        else:
            taken = {one.initials.casefold() for one in record.participants}
            initials = "" if known.initials.casefold() in taken else known.initials
            wish = ParticipantWish(
                known.name, known.role, known.organisation or None, known.unit or None, initials
            )
        session_id = record.session.id
        return self._workspace.perform(lambda: participation.add(session_id, wish)[1])

    def _known(self, name: str) -> KnownPerson | None:
        """Return who is meant by a completed label, or by a name that only one person has."""
        people = self._workspace.desk.base.overview.known_people()
        wanted = same_name(name)
        labelled = [one for one in people if same_name(label(one)) == wanted]
        found = labelled or [one for one in people if same_name(one.name) == wanted]
        return found[0] if len(found) == 1 else None

    def _write_date(self, participant_id: ParticipantId, text: str) -> bool:
        record, consents = self._workspace.record, self._workspace.desk.consents
        day: date | None = None
        if text and record is not None:
            day = parse_day(text, record.session.starts.year)
            if day is None:
                sentence = _("{text} is no date; write it as 22/4 or 22.4.2021.")
                self._workspace.problem.emit(sentence.format(text=text))
                return False
        return self._workspace.perform(lambda: consents.describe([participant_id], on=day))


def label(person: KnownPerson) -> str:
    """Return somebody as the completion of a name shows them."""
    return " · ".join(part for part in (person.name, person.organisation) if part)
