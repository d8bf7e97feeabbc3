"""What a session file says of what was told and answered about consent, each time it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from flipdesk.domain.consent_note import ConsentNote, InformationText, NotedMatter
from flipdesk.domain.ids import ConsentNoteId, InformationTextId, ParticipantId, SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Answer, ConsentWay
from flipdesk.exchange import session_ids
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, objects, same_initials
from flipdesk.exchange.session_head_write import unless
from flipdesk.exchange.session_parts import part_id, part_ids, parts
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable
from flipdesk.i18n import _

PartT = TypeVar("PartT", InformationText, ConsentNote)


def check_consent_notes(data: Object, problems: Problems) -> None:
    """Note every text that is not there."""
    texts = sum(1 for _one in objects(data, "information_texts"))
    for index, note in objects(data, "consent_notes"):
        text = note.get("text")
        if isinstance(text, int) and text >= texts:
            problems.add(("consent_notes", index, "text"), _("is no place in information_texts"))


def build_information_texts(
    data: Object, session_id: SessionId, timetable: Timetable
) -> Iterator[InformationText]:
    """Yield the texts of a file that has been checked."""
    for index, position, text in parts(data, "information_texts"):
        yield InformationText(
            id=InformationTextId(part_id(text, session_id, "information_text", index)),
            session_id=session_id,
            position=position,
            text=text["text"],
            since=timetable.moments["information_texts", index, "since"],
        )


def build_consent_notes(
    data: Object, session_id: SessionId, people: Mapping[str, ParticipantId], timetable: Timetable
) -> Iterator[ConsentNote]:
    """Yield the notes of a file that has been checked; people by their initials."""
    texts = part_ids(data, session_id, "information_texts", "information_text")
    for index, position, note in parts(data, "consent_notes"):
        yield ConsentNote(
            id=ConsentNoteId(part_id(note, session_id, "consent_note", index)),
            session_id=session_id,
            position=position,
            participant_id=people[same_initials(note["participant"])],
            matter=NotedMatter(note["matter"]),
            answer=Answer(note.get("answer", Answer.GIVEN)),
            at=timetable.moments["consent_notes", index, "noted"],
            way=ConsentWay(note["way"]) if "way" in note else None,
            text_id=InformationTextId(texts[int(note["text"])]) if "text" in note else None,
        )


def consent_lists(record: SessionRecord) -> dict[str, list[dict[str, Any]]]:
    """Return the texts and notes as they stand in the file; None for what is left out."""
    zone = record.session.zone
    texts = [one.id for one in record.information_texts]
    initials = {one.id: one.initials for one in record.participants}
    return {
        "information_texts": [
            {"text": one.text, "since": write_moment(one.since, zone), **tail}
            for one, tail in _tails(record, record.information_texts, "information_text")
        ],
        "consent_notes": [
            {**_note_object(one, initials, texts, zone), **tail}
            for one, tail in _tails(record, record.consent_notes, "consent_note")
        ],
    }


def _note_object(
    note: ConsentNote, initials: Mapping[ParticipantId, str], texts: Sequence[str], zone: str
) -> dict[str, Any]:
    return {
        "participant": initials[note.participant_id],
        "matter": note.matter,
        "answer": None if note.answer is Answer.GIVEN else note.answer,
        "noted": write_moment(note.at, zone),
        "way": note.way,
        "text": None if note.text_id is None else texts.index(note.text_id),
    }


def _tails(
    record: SessionRecord, found: Iterable[PartT], kind: str
) -> Iterator[tuple[PartT, dict[str, Any]]]:
    expected = 0
    for index, one in enumerate(found):
        derived = session_ids.part_id(record.session.id, kind, index)
        yield (
            one,
            {
                "position": unless(expected, one.position),
                "guid": unless(derived, one.id),
            },
        )
        expected = one.position + 1
