"""The segments of a transcript as rows: time, speaker or proposal, words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flipdesk.domain.ids import ParticipantId, TranscriptSegmentId
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.domain.transcript_consent import Closed, TranscriptConsent
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import spoken
from flipdesk.ui.models.keyed_rows import KeyedRow


@dataclass(frozen=True)
class SegmentRow:
    """One segment; `initials` are those of a proposal where `is_proposed`.

    `label` is what the file calls a speaker of whom nothing is known. `hits` are the places of
    what is looked for, from and to in letters.
    """

    time_text: str
    text: str
    initials: str = ""
    research: bool = False
    is_proposed: bool = False
    label: str = ""
    is_marked: bool = False
    is_hidden: bool = False
    is_left_out: bool = False
    is_checked: bool = False
    playing: bool = False
    hits: tuple[tuple[int, int], ...] = ()
    spoken: str = ""


class TranscriptRows:
    """Makes rows, and keeps those whose segment and speaker are what they were."""

    def __init__(self) -> None:
        self._kept: dict[TranscriptSegmentId, tuple[object, KeyedRow]] = {}

    def rows(
        self,
        record: SessionRecord,
        segments: Sequence[TranscriptSegment],
        proposals: Mapping[TranscriptSegmentId, ParticipantId],
    ) -> list[KeyedRow]:
        """Return a row for each segment, in their order."""
        consent = TranscriptConsent.of(record)
        people = {one.id: one for one in record.participants}
        found = []
        for one in segments:
            proposal = proposals.get(one.id)
            closed = consent.closed(one)
            who = one.speaker_id or proposal
            person = None if who is None else people.get(who)
            made_of = (one, person, proposal, closed)
            kept = self._kept.get(one.id)
            if kept is None or kept[0] != made_of:
                row = _row(one, closed)
                if person is not None:
                    row = replace(
                        row,
                        initials=person.initials,
                        research=person.role.is_research,
                        is_proposed=one.speaker_id is None,
                        label="",
                    )
                name = person.name if person is not None else one.speaker_label
                if row.is_proposed:
                    name = _("proposed: {name}").format(name=name)
                said = spoken(row.time_text, name, row.text)
                kept = (made_of, KeyedRow(one.id, replace(row, spoken=said)))
                self._kept[one.id] = kept
            found.append(kept[1])
        return found


def _row(one: TranscriptSegment, closed: Closed | None) -> SegmentRow:
    text = one.text
    if closed is Closed.HIDDEN:
        text = _("Hidden: consent withdrawn")
    elif not text:
        text = _("Left out: {words}").format(words=one.came_as)
    return SegmentRow(
        format_duration(one.from_ms),
        text,
        label=one.speaker_label,
        is_marked=closed is Closed.MARKED,
        is_hidden=closed is Closed.HIDDEN,
        is_left_out=not one.text and closed is not Closed.HIDDEN,
        is_checked=one.is_checked,
    )


def hits_in(rows: Iterable[KeyedRow], words: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return where each row that holds these words holds them, whatever the case."""
    sought = words.strip().casefold()
    if not sought:
        return {}
    found = {}
    for one in rows:
        row = one.row
        if not isinstance(row, SegmentRow) or row.is_hidden:
            continue
        text = row.text.lower()
        places = []
        at = text.find(sought)
        while at >= 0:
            places.append((at, at + len(sought)))
            at = text.find(sought, at + len(sought))
        if places:
            found[one.key] = tuple(places)
    return found
