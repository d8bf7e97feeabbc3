"""Handing out a transcript: without names, and without those who did not agree to be recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.ids import TranscriptId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import Transcript, TranscriptSegment
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate import Gate
from flipdesk.services.gate_texts import GateText, segment_place
from flipdesk.services.leaving import Leaving
from flipdesk.services.minutes_voices import Voices
from flipdesk.services.transcript_lines import Line, leaving_lines

TRANSCRIPT_READERS = Audience.RESEARCHERS
"""Whoever reads a transcript reads no names in what was said."""


class TranscriptForm(StrEnum):
    WEBVTT = "vtt"
    TEXT = "txt"


@dataclass(frozen=True, slots=True)
class ExportedTranscript:
    """A transcript as others may read it; `left_out` segments stay here."""

    text: str
    segments: int
    left_out: int

    def statement(self) -> str:
        """Return what is in it and what is not, in one or two sentences."""
        said = ngettext("{count} segment.", "{count} segments.", self.segments)
        sentences = [said.format(count=self.segments)]
        if self.left_out:
            stays = ngettext(
                "{count} segment stays here: not everybody in it has agreed to be recorded.",
                "{count} segments stay here: not everybody in them has agreed to be recorded.",
                self.left_out,
            )
            sentences.append(stays.format(count=self.left_out))
        return " ".join(sentences)


class TranscriptExport:
    def __init__(self, base: KnowledgeBase, gate: Gate) -> None:
        self._base = base
        self.gate = gate

    def export(
        self, transcript_id: TranscriptId, form: TranscriptForm, *, with_names: bool = False
    ) -> ExportedTranscript:
        """Return a transcript as a file's text, its times on the session's timeline.

        Speakers have pseudonyms; `with_names` names those who allow to be quoted by name.

        Raises:
            KnownError: nothing of it may leave.
            NotClearedError: something in what was said has to be decided first.
        """
        ready = self.ready(transcript_id, with_names=with_names)
        self.gate.refuse_leaving(ready.leaving, advice=_advice())
        return ready.text(form)

    def ready(self, transcript_id: TranscriptId, *, with_names: bool = False) -> "TranscriptFile":
        """Return a transcript as it is stored, to be looked at and written on any thread."""
        transcript = self._base.transcripts.get(transcript_id)
        if transcript is None:
            raise BugError(f"no transcript {transcript_id}")
        record = self._base.record(transcript.session_id)
        segments = self._base.transcript_segments.of_transcript(transcript_id)
        return TranscriptFile(record, transcript, segments, with_names=with_names)


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A transcript that is to leave, to be looked at and written on any thread."""

    record: SessionRecord
    transcript: Transcript
    segments: tuple[TranscriptSegment, ...]
    with_names: bool = False

    @property
    def leaving(self) -> Leaving:
        """What the gate has to look at; to read it raises as `text` does."""
        return Leaving(self.record, TRANSCRIPT_READERS, self._said)

    def text(self, form: TranscriptForm) -> ExportedTranscript:
        """Return what its file says.

        Raises:
            KnownError: nothing of it may leave.
        """
        lines = self._lines()
        write = _webvtt if form is TranscriptForm.WEBVTT else _plain
        left_out = sum(bool(one.text) for one in self.segments) - len(lines)
        return ExportedTranscript(write(lines, self.transcript.language), len(lines), left_out)

    def _said(self) -> Iterator[GateText]:
        return (GateText(text, segment_place(one)) for one, _speaker, text in self._lines())

    def _lines(self) -> list[Line]:
        voices = Voices.of(self.record, TRANSCRIPT_READERS)
        lines = leaving_lines(self.record, self.segments, voices, with_names=self.with_names)
        if not lines:
            raise KnownError(
                _(
                    "Nothing of “{name}” may leave: no segment has a speaker who agreed to be"
                    " recorded. Say who speaks, and write the consents down under Participants."
                ).format(name=self.transcript.name)
            )
        return lines


def _advice() -> str:
    return _(
        "Correct the segment in Bearbejd, or let it stay with flipdesk transcript export"
        " SESSION --keep CODE and --reason."
    )


def _webvtt(lines: list[Line], language: str | None) -> str:
    head = "WEBVTT\n\n" + (f"NOTE language:{language}\n\n" if language else "")
    return head + "\n".join(
        f"{number}\n{_clock(one.from_ms)} --> {_clock(one.to_ms)}\n"
        f"{f'<v {_escaped(speaker)}>' if speaker else ''}{_escaped(text)}\n"
        for number, (one, speaker, text) in enumerate(lines, 1)
    )


def _plain(lines: list[Line], _language: str | None) -> str:
    return "".join(
        f"[{_clock(one.from_ms)[:-4]}] {f'{speaker}: ' if speaker else ''}{text}\n"
        for one, speaker, text in lines
    )


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
