"""What goes along in a session file, in words: whoever hands it on is to know."""

from collections.abc import Iterator

from flipdesk.domain.reflection import NEVER_LEAVES_THE_ROOM
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.i18n import _, ngettext


def contents(record: SessionRecord) -> tuple[str, ...]:
    """Return what a session file of this record holds that not everybody may read, and what not.

    `record` is a whole one, with the segments of its transcripts.
    """
    return tuple(_along(record))


def _along(record: SessionRecord) -> Iterator[str]:
    people = len(record.participants)
    if people:
        yield ngettext(
            "{count} person by name, with role, place of work and answers about consent.",
            "{count} people by name, with role, place of work and answers about consent.",
            people,
        ).format(count=people)
    yield from _inside(record)
    yield from _withdrawn(record)
    earlier = len(record.text_versions) + len(record.merged)
    if earlier:
        yield ngettext(
            "{count} earlier wording, with what was put right since.",
            "{count} earlier wordings, with what was put right since.",
            earlier,
        ).format(count=earlier)
    segments = len(record.transcript_segments)
    if segments:
        yield ngettext(
            "{count} segment of transcripts, word for word.",
            "{count} segments of transcripts, word for word.",
            segments,
        ).format(count=segments)
    yield _("Sound, written minutes and the key to the pseudonyms stay here.")


def _inside(record: SessionRecord) -> Iterator[str]:
    notes = record.reflections
    private = sum(one.is_private or one.kind in NEVER_LEAVES_THE_ROOM for one in notes)
    if private:
        yield ngettext(
            "{count} note that is private or stays in the room.",
            "{count} notes that are private or stay in the room.",
            private,
        ).format(count=private)
    out = sum(one.left_out for one in notes) + sum(one.left_out for one in record.outcomes)
    if out:
        yield ngettext(
            "{count} note that is left out of the minutes.",
            "{count} notes that are left out of the minutes.",
            out,
        ).format(count=out)


def _withdrawn(record: SessionRecord) -> Iterator[str]:
    names = [
        one.name
        for one in record.participants
        if one.consent.recording is RecordingConsent.WITHDRAWN
    ]
    if names:
        sentence = _("What {names} said, who has withdrawn consent.")
        yield sentence.format(names=", ".join(names))
