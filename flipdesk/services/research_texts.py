"""The texts of a research project, with where in them each note stands, in code points."""

from dataclasses import dataclass, field

from flipdesk.domain.dates import format_date_medium
from flipdesk.domain.shared_session import SharedNote, SharedSession, SharedTranscript
from flipdesk.domain.words import word
from flipdesk.i18n import _


@dataclass(slots=True)
class GrowingText:
    """A text that is written piece by piece, and knows how long it is."""

    _parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> tuple[int, int]:
        """Add a piece and return where it stands."""
        # Whoever reads the file would join these line ends, and move all that comes after.
        piece = text.replace("\r\n", "\n").replace("\r", "\n")
        start = self.length
        self._parts.append(piece)
        self.length += len(piece)
        return start, self.length

    @property
    def text(self) -> str:
        return "".join(self._parts)


def stamp(at_ms: int) -> str:
    """Return "[01:02:03] ", which QDA programs take for a place in the sound."""
    seconds = at_ms // 1000
    return f"[{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}] "


def notes_text(session: SharedSession) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return what was noted in a session as one text, and where the words of each note stand."""
    text, places = GrowingText(), {}
    text.add(f"{session.full_title}\n{format_date_medium(session.held_on)}\n")
    item = None
    for note in session.reflections:
        if note.item != item:
            item = note.item
            text.add(f"\n{item}\n" if item else "\n")
        places[note.id] = _line(text, note)
    if session.outcomes:
        text.add(f"\n{_('Outcomes')}\n")
    for note in session.outcomes:
        places[note.id] = _line(text, note)
    return text.text, places


def transcript_text(
    transcript: SharedTranscript,
) -> tuple[str, dict[str, tuple[int, int]], tuple[tuple[int, int], ...]]:
    """Return a transcript as one text, where the words of each line stand, and the times.

    The times are pairs of a place in the text and milliseconds, one where each line begins and one
    where the last ends.
    """
    text, places, times = GrowingText(), {}, []
    for line in transcript.lines:
        times.append((text.length, line.from_ms))
        text.add(stamp(line.from_ms))
        if line.speaker:
            text.add(f"{line.speaker}: ")
        places[line.id] = text.add(line.text)
        text.add("\n")
    times += [(text.length, transcript.lines[-1].to_ms)]
    return text.text, places, tuple(times)


def _line(text: GrowingText, note: SharedNote) -> tuple[int, int]:
    if note.at_ms is not None:
        text.add(stamp(note.at_ms))
    if note.status is not None:
        text.add(f"{word(note.kind)}: ")
    elif note.person is not None:
        text.add(f"{note.person.name}: ")
    place = text.add(note.text)
    more = [note.caution] if note.caution else []
    if note.status is not None:
        more += [note.person.name] if note.person else []
        more.append(word(note.status))
    text.add(f" ({', '.join(more)})\n" if more else "\n")
    return place
