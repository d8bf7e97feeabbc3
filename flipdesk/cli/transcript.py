"""`flipdesk transcript`: take in what other programs have written down, and hand it out."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.gate import Decided, keep_about, keep_options
from flipdesk.cli.noting import noting
from flipdesk.cli.offset import OFFSET
from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.cli.sound_files import chosen_recording
from flipdesk.cli.transcript_hear import hear
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.offsets import format_duration, format_offset
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flipdesk.domain.ids import SessionId
    from flipdesk.domain.transcript import Transcript
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.transcript_import import (
        ImportedTranscript,
        ReadTranscript,
        TranscriptImport,
        TranscriptPlace,
    )

_MOMENT = click.DateTime(formats=["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
_FORMS = ("vtt", "txt")


@click.group(help=N_("Transcripts: what was said, in writing."))
def transcript() -> None:
    """Hold the commands about transcripts together."""


transcript.add_command(hear)


@transcript.command(name="import", help=N_("Take in a transcript of another program."))
@click.argument("session")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--recording", "which", metavar="ID", help=N_("The recording it was made from."))
@click.option("--starts", type=_MOMENT, metavar="TIME", help=N_("When its sound begins."))
@click.option("--marker", metavar="MARKER", help=N_("A marker of the session that is heard in it."))
@click.option("--at", type=OFFSET, metavar="TIME", help=N_("Where in the file it is heard."))
@kb_option
@json_option
def import_(
    session: str,
    file: Path,
    which: str | None,
    starts: datetime | None,
    marker: str | None,
    at: int | None,
    kb: Path | None,
    *,
    as_json: bool,
) -> None:
    """Print how many segments were stored, where they lie, and what was odd about them."""
    from flipdesk.services.session_files import SessionFiles
    from flipdesk.services.transcript_import import TranscriptImport

    ways = [one for one in (which, starts, marker) if one is not None]
    if (marker is None) != (at is None) or len(ways) > 1:
        raise KnownError(_("Say one of --recording, --starts, or --marker together with --at."))
    read = TranscriptImport.read_file(file)
    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        imports = TranscriptImport(base, SystemClock())
        if which is not None:
            place = imports.at_recording(chosen_recording(base.record(found.id).recordings, which))
        elif starts is not None:
            place = imports.at_clock(found.id, starts)
        elif marker is not None and at is not None:
            place = _at_marker(base, imports, found.id, marker, at)
        else:
            place = imports.proposed_place(found.id, read)
        made = imports.store(found.id, read, place)
    _tell(made, read, as_json=as_json)


@transcript.command(name="list", help=N_("List the transcripts of a session."))
@click.argument("session")
@kb_option
@json_option
def list_(session: str, kb: Path | None, *, as_json: bool) -> None:
    """Print each with the beginning of its id, and where it comes from."""
    from flipdesk.services.session_files import SessionFiles

    with opened(kb) as base:
        found = base.transcripts.of_session(SessionFiles(base, SystemClock()).find(session).id)
        counts = [base.transcript_segments.count(one.id) for one in found]
    if as_json:
        echo_json([_fields(one, count) for one, count in zip(found, counts, strict=True)])
    elif not found:
        click.echo(
            _("There is no transcript yet; flipdesk transcript import SESSION FILE takes one in.")
        )
    else:
        rows = [
            (one.id[:8], one.name, word(one.kind), one.made_with, str(count))
            for one, count in zip(found, counts, strict=True)
        ]
        click.echo(table(rows))


@transcript.command(help=N_("Hand out a transcript: with pseudonyms, and only who agreed to it."))
@click.argument("session")
@click.option("--transcript", "which", metavar="ID", help=N_("Which one, when there are several."))
@click.option("--format", "form", type=click.Choice(_FORMS), help=N_("Else as FILE is named."))
@keep_options
@click.option("--with-names", is_flag=True, help=N_("Name those who allow to be quoted by name."))
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path),
    help=N_("Where to."),
)  # fmt: skip
@kb_option
@json_option
def export(
    session: str,
    which: str | None,
    form: str | None,
    output: Path,
    kb: Path | None,
    *,
    decided: Decided,
    with_names: bool,
    as_json: bool,
) -> None:
    """Write the file, if all in it is decided, and print what is in it and what stays."""
    from flipdesk.documents.save import save_file
    from flipdesk.services.gate import Gate
    from flipdesk.services.session_files import SessionFiles
    from flipdesk.services.transcript_export import TranscriptExport, TranscriptForm

    ending = output.suffix.lower().removeprefix(".")
    if form is None and ending not in _FORMS:
        raise KnownError(_("Name the file .vtt or .txt, or say --format."))
    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        wanted = _chosen(base.transcripts.of_session(found.id), which)
        exports = TranscriptExport(base, Gate(base, SystemClock()))
        keep_about(exports.gate, exports.ready(wanted.id).leaving, decided)
        made = exports.export(wanted.id, TranscriptForm(form or ending), with_names=with_names)
    path = output.absolute()
    save_file(path, made.text.encode(), _check_text)
    noting(base).note(Act.EXPORTED, Thing.TRANSCRIPT, wanted.id, session=found.id)
    if as_json:
        echo_json({"path": str(path), "segments": made.segments, "left_out": made.left_out})
        return
    click.echo(path)
    click.echo(made.statement(), err=True)


def _at_marker(
    base: "KnowledgeBase",
    imports: "TranscriptImport",
    session_id: "SessionId",
    marker: str,
    at: int,
) -> "TranscriptPlace":
    from flipdesk.services.sound_import import SoundImport

    return imports.at_marker(session_id, SoundImport(base).marker(session_id, marker), at)


def _tell(made: "ImportedTranscript", read: "ReadTranscript", *, as_json: bool) -> None:
    one = made.transcript
    if as_json:
        echo_json({**_fields(one, made.segments), "notes": list(made.notes)})
        return
    sentence = ngettext(
        "Taken in: {count} segment from {form}, {place} into the session.",
        "Taken in: {count} segments from {form}, {place} into the session.",
        made.segments,
    )
    place = format_duration(max(0, one.offset_ms))
    form = one.made_with or read.text.form
    click.echo(sentence.format(count=made.segments, form=form, place=place))
    for note in made.notes:
        click.echo(note, err=True)


def _fields(one: "Transcript", count: int) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "file": one.file_name,
        "sha256": one.sha256,
        "language": one.language,
        "made_with": one.made_with,
        "offset_ms": one.offset_ms,
        "begins": format_offset(max(0, one.offset_ms)),
        "recording": one.recording_id,
        "segments": count,
    }


def _chosen(transcripts: "Sequence[Transcript]", which: str | None) -> "Transcript":
    if not transcripts:
        raise KnownError(_("The session has no transcript."))
    sought = (which or "").strip().lower()
    found = [one for one in transcripts if one.id.startswith(sought)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.id[:8]} {one.name}".strip() for one in transcripts)
    sentence = _("Say with --transcript which one: {transcripts}.")
    raise KnownError(sentence.format(transcripts=listed))


def _check_text(path: Path) -> None:
    path.read_bytes().decode()
