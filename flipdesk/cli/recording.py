"""`flipdesk record`: record a session from the command line."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.offsets import format_duration
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.audio.events import RecorderEvent


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Give an event that Ctrl+C, or the system ending this program, sets instead of killing it."""
    stop = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(one, lambda _number, _frame: stop.set()) for one in signals]
    try:
        yield stop
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)


@click.command(help=N_("Record a session until Ctrl+C, or for some seconds."))
@click.argument("session")
@click.option("--device", default="", metavar="NAME", help=N_("The microphone; see devices."))
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help=N_("Stop after so many seconds of sound."),
)
@kb_option
@json_option
def record(
    session: str, device: str, seconds: float | None, kb: Path | None, *, as_json: bool
) -> None:
    """Record in a process of its own and keep what the recorder tells."""
    from flipdesk.audio.blocking_recording import record_and_wait
    from flipdesk.audio.recorder_process import ProcessRecorder
    from flipdesk.services.session_files import SessionFiles
    from flipdesk.services.session_recording import SessionRecording
    from flipdesk.services.sound_keys import key_of

    clock = SystemClock()
    with opened(kb) as base:
        found = SessionFiles(base, clock).find(session)
        recorder = ProcessRecorder()
        recording = SessionRecording(base, recorder, clock)
        recording.session_id = found.id
        folder = base.recording_folder(found.id)
        key = key_of(base, folder, make=True)

        def note(event: "RecorderEvent") -> None:
            with suppress(KnownError):  # the sound is kept all the same; see retry
                recording.note(event)
            _tell(event, found.title)

        try:
            with told_to_stop() as stop:
                stopped = record_and_wait(
                    recorder,
                    folder,
                    device=device,
                    seconds=seconds,
                    stop=stop,
                    on_event=note,
                    key=key,
                )
        finally:
            recorder.close()
        recording.retry()
        kept = base.recordings.in_folder(folder.relative_to(base.folder).as_posix())
    if kept is None:
        sentence = _("The session has been deleted. The sound stays in {folder}.")
        raise KnownError(sentence.format(folder=folder))
    length_ms = stopped.end_sample * 1000 // kept.rate_hz
    if as_json:
        echo_json({"id": kept.id, "session": found.id, "ms": length_ms, "folder": str(folder)})
    else:
        sentence = _("Recorded {length} in {place}")
        click.echo(sentence.format(length=format_duration(length_ms), place=folder))


def _tell(event: "RecorderEvent", title: str) -> None:
    """Say on stderr what whoever waits wants to know."""
    from flipdesk.audio.events import RecorderFailed, RecorderFound, RecordingStarted

    if isinstance(event, RecordingStarted):
        click.echo(_("Recording {title}; Ctrl+C stops.").format(title=title), err=True)
    elif isinstance(event, RecorderFound):
        sentence = _("{title} is being recorded already and goes on; Ctrl+C stops.")
        click.echo(sentence.format(title=title), err=True)
    elif isinstance(event, RecorderFailed):
        click.echo(event.sentence(), err=True)
