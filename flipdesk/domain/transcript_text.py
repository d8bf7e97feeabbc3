"""What a transcript file says, before it is placed on a session's timeline."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of a file: from and to are milliseconds of the file, to not before from."""

    from_ms: int
    to_ms: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class TranscriptText:
    """The pieces of a file in order of time.

    `form` names the format, `made_with` the program that wrote it as far as it tells, and
    `sound_name` the sound file it was made from. `notes` say in sentences what was odd about it.
    """

    form: str
    pieces: tuple[Spoken, ...]
    made_with: str = ""
    language: str | None = None
    sound_name: str = ""
    notes: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return what the file calls the speakers, each once, in the order they come to speak."""
        return tuple(dict.fromkeys(one.speaker for one in self.pieces if one.speaker))

    @property
    def length_ms(self) -> int:
        return max((one.to_ms for one in self.pieces), default=0)
