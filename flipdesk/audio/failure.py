"""What can stand in the way of a recording, as a kind that travels and a sentence for people."""

import errno
from enum import StrEnum

from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _


class FailureKind(StrEnum):
    """Kinds of failure; their values cross the line between the two processes."""

    NO_PORTAUDIO = "no_portaudio"
    NO_DEVICE = "no_device"
    UNKNOWN_DEVICE = "unknown_device"
    DEVICE_REFUSED = "device_refused"
    DEVICE_LOST = "device_lost"
    DISK_FULL = "disk_full"
    FOLDER_REFUSED = "folder_refused"
    WRITE_FAILED = "write_failed"
    BAD_COMMAND = "bad_command"
    WRITER_DIED = "writer_died"
    CHILD_DIED = "child_died"
    CHILD_HUNG = "child_hung"
    NO_RECORDING = "no_recording"
    NO_SOUND_YET = "no_sound_yet"
    STALLED = "stalled"
    MICROPHONE_DEAD = "microphone_dead"
    MICROPHONE_MUTED = "microphone_muted"
    MICROPHONE_CHANGED = "microphone_changed"
    MICROPHONE_REPLACED = "microphone_replaced"
    SOUND_MISSED = "sound_missed"
    SLEPT = "slept"
    CLOCK_CHANGED = "clock_changed"
    DISK_LOW = "disk_low"
    DISK_ENDS = "disk_ends"
    CHILD_REPLACED = "child_replaced"
    UNREADABLE_SOUND = "unreadable_sound"
    CHILD_RETRIED = "child_retried"
    RECORDED_ELSEWHERE = "recorded_elsewhere"
    SEALED_SOUND = "sealed_sound"


_SENTENCES = {
    FailureKind.NO_PORTAUDIO: N_(
        "FlipDesk cannot reach the sound of this computer: install the package libportaudio2 "
        "and start FlipDesk again."
    ),
    FailureKind.NO_DEVICE: N_(
        "There is no microphone: plug one in, or turn on the sound of the computer, and try again."
    ),
    FailureKind.UNKNOWN_DEVICE: N_(
        "The microphone “{detail}” is not there: plug it in or choose another one."
    ),
    FailureKind.DEVICE_REFUSED: N_(
        "The microphone cannot be opened: close other programs that use it, or choose another one."
    ),
    FailureKind.DEVICE_LOST: N_(
        "The microphone is gone: plug it in again, and the recording goes on by itself."
    ),
    FailureKind.DISK_FULL: N_(
        "The disk is full: make room on it, and the recording goes on by itself."
    ),
    FailureKind.FOLDER_REFUSED: N_(
        "FlipDesk may not write in the folder “{detail}”: choose a knowledge base elsewhere."
    ),
    FailureKind.WRITE_FAILED: N_(
        "The recording cannot be written to the disk: check that the disk is connected."
    ),
    FailureKind.BAD_COMMAND: N_("The recorder did not understand FlipDesk: start FlipDesk again."),
    FailureKind.WRITER_DIED: N_(
        "The recorder has failed: start the recording again; everything until now is kept."
    ),
    FailureKind.CHILD_DIED: N_(
        "The recorder has stopped: start the recording again; everything until now is kept."
    ),
    FailureKind.CHILD_HUNG: N_(
        "The recorder does not answer: start the recording again; everything until now is kept."
    ),
    FailureKind.NO_RECORDING: N_("There is no recording in the folder “{detail}”."),
    FailureKind.NO_SOUND_YET: N_(
        "No sound comes from the microphone: check that it is on, or choose another one."
    ),
    FailureKind.STALLED: N_(
        "No sound comes from the microphone right now. FlipDesk keeps trying; check the cable."
    ),
    FailureKind.MICROPHONE_DEAD: N_(
        "The microphone hears nothing at all: check that it is on and not muted, or choose "
        "another one."
    ),
    FailureKind.MICROPHONE_MUTED: N_("The microphone is muted: turn its sound on."),
    FailureKind.MICROPHONE_CHANGED: N_(
        "The computer has changed the microphone to “{detail}”: check that it hears the room."
    ),
    FailureKind.MICROPHONE_REPLACED: N_(
        "The chosen microphone is not there. “{detail}” is recorded instead."
    ),
    FailureKind.SOUND_MISSED: N_(
        "The computer could not keep up and lost some sound. Close other programs."
    ),
    FailureKind.SLEPT: N_(
        "The computer stood still and recorded nothing meanwhile. The recording has gone on."
    ),
    FailureKind.CLOCK_CHANGED: N_(
        "The computer's clock was changed. The recording is whole, and its times hold."
    ),
    FailureKind.DISK_LOW: N_(
        "There is room on the disk for {detail} min. of recording: make more room soon."
    ),
    FailureKind.DISK_ENDS: N_(
        "The recording was stopped because the disk is nearly full. Everything until now is "
        "kept: make room and start again."
    ),
    FailureKind.CHILD_REPLACED: N_(
        "The recorder did not answer and was started again. Everything until now is kept."
    ),
    FailureKind.CHILD_RETRIED: N_(
        "Nothing is recorded right now: the sound of the computer does not answer. FlipDesk keeps "
        "trying; restart the computer if it goes on."
    ),
    FailureKind.RECORDED_ELSEWHERE: N_(
        "This session is being recorded by another FlipDesk: use that one, or close it and try "
        "again."
    ),
    FailureKind.UNREADABLE_SOUND: N_(
        "FlipDesk cannot read “{detail}” as sound: use WAV, FLAC, Ogg or MP3."
    ),
    FailureKind.SEALED_SOUND: N_(
        "The sound in “{detail}” is encrypted, and its key is not there: unlock the knowledge "
        "base, or restore the key from a backup."
    ),
}


def sentence(kind: FailureKind, detail: str = "") -> str:
    """Return what to tell the user, in the language in use."""
    return _(_SENTENCES[kind]).format(detail=detail)


class AudioError(KnownError):
    """A known failure of sound; its sentence is made where it is shown, in the language there."""

    def __init__(self, kind: FailureKind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail

    @override
    def __str__(self) -> str:
        return sentence(self.kind, self.detail)


def kind_of(problem: OSError) -> FailureKind:
    """Return which failure an error of the disk is.

    A quota and a limit on file sizes are told as a full disk: the remedy is the same.
    """
    if problem.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return FailureKind.DISK_FULL
    if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return FailureKind.FOLDER_REFUSED
    return FailureKind.WRITE_FAILED
