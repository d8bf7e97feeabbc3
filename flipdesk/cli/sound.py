"""`flipdesk recording`: list, check, make smaller, take in and hand out recordings."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.cli.passages import passage
from flipdesk.cli.progress import Watched, watched
from flipdesk.cli.sound_files import export, import_
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.dates import format_clock, format_date_short
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.recording import Recording
from flipdesk.domain.session import Session
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.audio.compress import Compression
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

_SHORT_ID = 8


@click.group(help=N_("Recordings and their sound files."))
def recording() -> None:
    """Hold the commands about recordings together."""


recording.add_command(import_)
recording.add_command(export)
recording.add_command(passage)


@recording.command(name="list", help=N_("List the recordings, of all sessions or of one."))
@click.argument("session", required=False)
@kb_option
@json_option
def list_(session: str | None, kb: Path | None, *, as_json: bool) -> None:
    """Print one recording a line."""
    with opened(kb) as base:
        found = list(_recordings(base, session))
        if as_json:
            echo_json([_summary(base, whose, one) for whose, one in found])
        elif found:
            click.echo(table([_line(base, whose, one) for whose, one in found]))
        else:
            click.echo(_("There is no recording yet."))


@recording.command(help=N_("Compare the sound files of a session with what was recorded."))
@click.argument("session")
@kb_option
@json_option
def verify(session: str, kb: Path | None, *, as_json: bool) -> None:
    """Print what is wrong; leave with 1 when something is."""
    from flipdesk.audio.recording_folder import SegmentFault
    from flipdesk.audio.recording_folder import verify as verify_folder
    from flipdesk.services.sound_keys import key_of

    words = {
        SegmentFault.MISSING: _("is missing"),
        SegmentFault.CHANGED: _("is not as it was recorded"),
        SegmentFault.NEVER_CLOSED: _("was never finished, so there is nothing to compare it with"),
    }
    with opened(kb) as base:
        folders = [base.folder / one.folder for _whose, one in _recordings(base, session)]
        keys = {folder: key_of(base, folder) for folder in folders}
    problems = [(folder, one) for folder in folders for one in verify_folder(folder, keys[folder])]
    if as_json:
        echo_json(
            [{"file": str(folder / one.file), "fault": str(one.fault)} for folder, one in problems]
        )
    else:
        for folder, one in problems:
            click.echo(f"{folder / one.file}: {words[one.fault]}")
        if not problems:
            click.echo(_("Every sound file is as it was recorded."))
    if any(one.fault is not SegmentFault.NEVER_CLOSED for _folder, one in problems):
        raise SystemExit(1)


@recording.command(help=N_("Turn the sound files of recordings that are over into FLAC."))
@click.argument("session", required=False)
@kb_option
@json_option
def compress(session: str | None, kb: Path | None, *, as_json: bool) -> None:
    """Compress one session's recordings, or all; the WAV files go when the FLAC is proved."""
    from flipdesk.audio.compress import compress as compress_folder
    from flipdesk.services.sound_keeping import SoundKeeping, sentences
    from flipdesk.services.sound_keys import key_of

    results = []
    with opened(kb) as base, watched(_("Making the recordings smaller")) as work:
        keeping = SoundKeeping(base)
        wanted = {base.folder / one.folder for _whose, one in _recordings(base, session)}
        for folder in keeping.pending():
            if folder in wanted:
                result = compress_folder(
                    folder, work.progress, work.cancelled, key_of(base, folder)
                )
                keeping.settle(result)
                results.append(result)
                _refuse_to_go_on(work)
    told = [sentence for result in results for sentence in sentences(result)]
    files = sum(len(result.done) for result in results)
    if as_json:
        echo_json({"files": files, "problems": told, "recordings": [_made(one) for one in results]})
    else:
        counted = ngettext("{count} file is FLAC now.", "{count} files are FLAC now.", files)
        click.echo(counted.format(count=files))
    for sentence in told:
        click.echo(sentence, err=True)
    if told:
        raise SystemExit(1)


def _refuse_to_go_on(work: Watched) -> None:
    if work.cancelled():
        raise click.Abort


def _made(result: "Compression") -> dict[str, Any]:
    return {
        "folder": str(result.contents.folder),
        "done": list(result.done),
        "kept": [{"file": one.file, "fault": str(one.fault)} for one in result.kept],
    }


def _recordings(base: "KnowledgeBase", wanted: str | None) -> "Iterator[tuple[Session, Recording]]":
    """Yield the recordings of the session that is meant, or of all, the earliest first."""

    sessions = base.sessions.all() if wanted is None else (_find(base, wanted),)
    for session in sessions:
        for one in base.recordings.of_session(session.id):
            yield session, one


def _find(base: "KnowledgeBase", wanted: str) -> Session:
    from flipdesk.services.session_files import SessionFiles

    return SessionFiles(base, SystemClock()).find(wanted)


def _formats(recording: Recording) -> str:
    endings = sorted({one.file_name.rpartition(".")[2].upper() for one in recording.segments})
    return ", ".join(endings)


def _bytes(base: "KnowledgeBase", recording: Recording) -> int:
    folder = base.folder / recording.folder
    files = (folder / one.file_name for one in recording.segments)
    return sum(file.stat().st_size for file in files if file.is_file())


def _line(base: "KnowledgeBase", session: Session, recording: Recording) -> tuple[str, ...]:
    started = recording.started.astimezone(zone_info(session.zone))
    megabytes = _("{size} MB").format(size=-(-_bytes(base, recording) // 1_000_000))
    origin = recording.source or recording.device
    return (
        recording.id[:_SHORT_ID],
        session.title,
        f"{format_date_short(started)} {format_clock(started)}",
        format_duration(recording.length_ms),
        _formats(recording),
        megabytes,
        origin,
    )


def _summary(base: "KnowledgeBase", session: Session, recording: Recording) -> dict[str, Any]:
    return {
        "id": recording.id,
        "session": session.id,
        "session_title": session.title,
        "folder": str(base.folder / recording.folder),
        "started": recording.started.isoformat(),
        "stopped": recording.stopped.isoformat() if recording.stopped else None,
        "ms": recording.length_ms,
        "rate_hz": recording.rate_hz,
        "channels": recording.channels,
        "device": recording.device,
        "source": recording.source,
        "formats": _formats(recording).lower().split(", ") if recording.segments else [],
        "segments": len(recording.segments),
        "bytes": _bytes(base, recording),
    }
