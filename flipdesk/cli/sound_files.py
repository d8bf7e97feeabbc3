"""`flipdesk recording import` and `export`: sound from other devices in, one file out."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.noting import noting
from flipdesk.cli.offset import OFFSET
from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.cli.progress import watched
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.passage_consent import silenced
from flipdesk.domain.playing import main_recording
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flipdesk.audio.export_sound import ExportedSound
    from flipdesk.audio.import_sound import ImportedSound
    from flipdesk.domain.recording import Recording
    from flipdesk.services.sound_import import ImportPlan

_MOMENT = click.DateTime(formats=["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
_FORMATS = ("wav", "flac", "opus")


@click.command(name="import", help=N_("Take in a recording made elsewhere, at its place in time."))
@click.argument("session")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--starts", type=_MOMENT, metavar="TIME", help=N_("When the file begins."))
@click.option("--marker", metavar="MARKER", help=N_("A marker of the session that is heard in it."))
@click.option("--at", type=OFFSET, metavar="TIME", help=N_("Where in the file it is heard."))
@click.option(
    "--clip",
    "as_clip",
    is_flag=True,
    help=N_("As a clip for Lend an ear, with no place in the session's time."),
)
@kb_option
@json_option
def import_(
    session: str,
    file: Path,
    starts: datetime | None,
    marker: str | None,
    at: int | None,
    kb: Path | None,
    *,
    as_clip: bool,
    as_json: bool,
) -> None:
    """Read the file, decide its place, and store it as a recording of its own."""
    from flipdesk.audio.foreign_sound import inspect_sound
    from flipdesk.audio.import_sound import import_sound
    from flipdesk.services.passages import Passages
    from flipdesk.services.session_files import SessionFiles
    from flipdesk.services.sound_import import SoundImport

    if as_clip and (starts is not None or marker is not None):
        raise KnownError(_("A clip has no place in the session; leave --starts and --marker out."))
    if (marker is None) != (at is None) or (marker is not None and starts is not None):
        raise KnownError(_("Say either --starts, or --marker together with --at."))
    with opened(kb) as base, watched(_("Taking the recording in")) as work:
        found = SessionFiles(base, SystemClock()).find(session)
        service = SoundImport(base)
        sound = inspect_sound(file.absolute())
        if marker is not None and at is not None:
            wanted = service.marker(found.id, marker)
            plan = service.plan_by_marker(found.id, sound, wanted, at)
        elif as_clip:
            plan = service.plan_clip(found.id, sound)
        else:
            plan = service.plan_by_clock(found.id, sound, starts)
        made = import_sound(
            plan.path,
            plan.folder,
            plan.placement,
            recording=plan.recording,
            key=plan.key,
            progress=work.progress,
            cancelled=work.cancelled,
        )
        if made is None:
            raise click.Abort
        service.settle(found.id, made)
        if as_clip:
            Passages(base).add_clip(plan.recording, file.stem)
    _tell(made, plan, as_json=as_json)


def _tell(made: "ImportedSound", plan: "ImportPlan", *, as_json: bool) -> None:
    at_ms = max(0, made.placement.offset_ms)
    if as_json:
        echo_json(
            {
                "id": plan.recording,
                "folder": str(made.contents.folder),
                "at_ms": at_ms,
                "ms": made.contents.recorded_ms,
                "left_out_ms": made.left_out_ms,
                "missing_ms": made.missing_ms,
                "sha256": made.sha256,
            }
        )
        return
    sentence = _("Taken in: {length} from {name}, {place} into the session.")
    length = format_duration(made.contents.recorded_ms)
    click.echo(sentence.format(length=length, name=made.source, place=format_duration(at_ms)))
    if made.left_out_ms:
        sentence = _(
            "{length} lies before the session's recording begins and is kept in the original only."
        )
        click.echo(sentence.format(length=format_duration(made.left_out_ms)))
    if made.missing_ms >= 1000:
        sentence = _("The file breaks off: {length} of it cannot be read.")
        click.echo(sentence.format(length=format_duration(made.missing_ms)), err=True)


@click.command(help=N_("Write a session's recording, or a stretch of it, to one file."))
@click.argument("session")
@click.option("--from", "begin", type=OFFSET, metavar="TIME", help=N_("Not before this place."))
@click.option("--to", "end", type=OFFSET, metavar="TIME", help=N_("Not after this place."))
@click.option("--format", "format_", type=click.Choice(_FORMATS), help=N_("Else as FILE is named."))
@click.option(
    "--recording", "which", metavar="ID", help=N_("Which one; else the longest of FlipDesk's own.")
)
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path),
    help=N_("Where to."),
)  # fmt: skip
@kb_option
@json_option
def export(
    session: str,
    begin: int | None,
    end: int | None,
    format_: str | None,
    which: str | None,
    output: Path,
    kb: Path | None,
    *,
    as_json: bool,
) -> None:
    """Write the file; gaps are silence, so that the times of the minutes hold."""
    from flipdesk.audio.export_sound import SoundFormat, export_sound
    from flipdesk.audio.recording_folder import read_recording
    from flipdesk.services.passage_export import ending_of
    from flipdesk.services.session_files import SessionFiles
    from flipdesk.services.sound_keys import key_of

    wanted = SoundFormat(format_ or ending_of(output))
    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        record = base.record(found.id)
        folder = base.folder / chosen_recording(record.recordings, which).folder
        key = key_of(base, folder)
    with watched(_("Writing the recording")) as work:
        made = export_sound(
            read_recording(folder, key),
            output.absolute(),
            wanted,
            from_ms=begin or 0,
            to_ms=end,
            silenced=silenced(record),
            progress=work.progress,
            cancelled=work.cancelled,
        )
    if made is None:
        raise click.Abort
    noting(base).note(Act.EXPORTED, Thing.RECORDING, session=found.id)
    tell_exported(made, {}, as_json=as_json)


def tell_exported(made: "ExportedSound", more: dict[str, str], *, as_json: bool) -> None:
    """Print where the file is, with `more` in JSON, and on stderr what is silence in it."""
    if as_json:
        length = made.to_ms - made.from_ms
        unreadable = list(made.unreadable)
        echo_json({**more, "path": str(made.path), "ms": length, "unreadable": unreadable})
    else:
        click.echo(made.path)
    if made.unreadable:
        click.echo(made.warning(), err=True)


def chosen_recording(recordings: "Sequence[Recording]", which: str | None) -> "Recording":
    """Return the recording that is named, else the main one.

    Raises:
        KnownError: there is none, or it is not clear which.
    """
    main = main_recording(recordings)
    if main is None:
        raise KnownError(_("There is no recording of the session."))
    if which is None:
        return main
    named = [one for one in recordings if one.id.startswith(which.strip().lower())]
    if len(named) == 1:
        return named[0]
    listed = ", ".join(f"{one.id[:8]} {one.source}".strip() for one in recordings)
    sentence = _("Say with --recording which one: {recordings}.")
    raise KnownError(sentence.format(recordings=listed))
