"""`flipdesk recording passage`: a part of a recording as a file of its own."""

from pathlib import Path

import click

from flipdesk.cli.gate import Decided, keep_about, keep_options
from flipdesk.cli.noting import noting
from flipdesk.cli.offset import OFFSET
from flipdesk.cli.options import json_option, kb_option, opened
from flipdesk.cli.progress import watched
from flipdesk.cli.sound_files import tell_exported
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import N_, _


@click.command(help=N_("Export a passage, if everybody who speaks in it has consented."))
@click.argument("session")
@click.option("--from", "from_ms", type=OFFSET, required=True, metavar="TIME",
              help=N_("Where it begins."))  # fmt: skip
@click.option("--to", "to_ms", type=OFFSET, required=True, metavar="TIME",
              help=N_("Where it ends."))  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("Where to: a .wav, .flac or .opus file, or a folder; this folder without it."),
)
@keep_options
@kb_option
@json_option
def passage(
    session: str,
    from_ms: int,
    to_ms: int,
    output: Path | None,
    kb: Path | None,
    *,
    decided: Decided,
    as_json: bool,
) -> None:
    """Write from here to there to FILE and print where it is."""
    from flipdesk.services.gate import Gate
    from flipdesk.services.passage_export import PassageExports, ending_of
    from flipdesk.services.session_files import SessionFiles

    output = output or Path.cwd()
    if not output.is_dir():
        ending_of(output)
    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        exports = PassageExports(base, Gate(base, SystemClock()))
        if decided.keep:
            keep_about(exports.gate, exports.make(found.id, from_ms, to_ms)[1], decided)
        export = exports.prepare(found.id, from_ms, to_ms)
        if output.is_dir():
            output /= exports.file_name(found.id, from_ms, to_ms)
    path = output.absolute()
    with watched(_("Writing the passage")) as work:
        made = export.write(path, work.progress, work.cancelled)
    if made is None:
        raise click.Abort
    noting(base).note(Act.EXPORTED, Thing.PASSAGE, session=found.id, from_ms=from_ms, to_ms=to_ms)
    tell_exported(made, {"session": found.id}, as_json=as_json)
