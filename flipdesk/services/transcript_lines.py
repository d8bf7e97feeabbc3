"""The lines of a transcript that may leave, with speakers as they may be called."""

from dataclasses import dataclass

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.domain.transcript_consent import TranscriptConsent
from flipdesk.domain.vocabulary import QuoteConsent
from flipdesk.i18n import _
from flipdesk.services.minutes_voices import Voices

Line = tuple[TranscriptSegment, str, str]
"""A segment, how its speaker is called ("" when nobody is known), and what was said."""


def leaving_lines(
    record: SessionRecord,
    said: tuple[TranscriptSegment, ...],
    voices: Voices,
    *,
    with_names: bool = False,
) -> list[Line]:
    """Return the segments that may leave; `voices` are those of whom names nobody."""
    consent = TranscriptConsent.of(record)
    speakers = _Speakers(voices, {}, with_names=with_names)
    return [
        (one, speakers.speaker(one), voices.shown(one.text).text)
        for one in said
        if one.text and consent.may_leave(one)
    ]


@dataclass(frozen=True, slots=True)
class _Speakers:
    """How speakers are called: nobody by the label of the file, which can be a name."""

    voices: Voices
    unknown: dict[str, str]
    with_names: bool

    def speaker(self, segment: TranscriptSegment) -> str:
        if segment.speaker_id is not None:
            return self._person(segment.speaker_id)
        label = segment.speaker_label
        if not label:
            return ""
        number = len(self.unknown) + 1
        return self.unknown.setdefault(label, _("Speaker {number}").format(number=number))

    def _person(self, speaker_id: ParticipantId) -> str:
        person = self.voices.people[speaker_id]
        if self.with_names and person.consent.quote is QuoteConsent.NAME:
            return person.name
        return self.voices.pseudonyms[speaker_id]
