"""`flipdesk recording passage`: a part of a recording as a file of its own."""

from pathlib import Path
from typing import Any

import click
from typing_extensions import override

from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.offsets import parse_offset
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _


class Offset(click.ParamType[int]):
    """A time from the start of the recording, e.g. 1:29:55, in milliseconds."""

    name = "offset"

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return parse_offset(value)
        except ValueError as error:
            sentence = _("“{value}” is no time of a recording such as 0:12:30.")
            raise KnownError(sentence.format(value=value)) from error


@click.command(help=N_("Export a passage, if everybody who speaks in it has consented."))
@click.argument("session")
@click.option("--from", "from_ms", type=Offset(), required=True, metavar="H:MM:SS",
              help=N_("Where it begins."))  # fmt: skip
@click.option("--to", "to_ms", type=Offset(), required=True, metavar="H:MM:SS",
              help=N_("Where it ends."))  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("Where to: a .wav, .flac or .opus file, or a folder; this folder without it."),
)
@kb_option
@json_option
def passage(
    session: str, from_ms: int, to_ms: int, output: Path | None, kb: Path | None, *, as_json: bool
) -> None:
    """Write from here to there to FILE and print where it is."""
    from flipdesk.services.passage_export import PassageExports, ending_of
    from flipdesk.services.session_files import SessionFiles

    output = output or Path.cwd()
    if not output.is_dir():
        ending_of(output)
    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        exports = PassageExports(base)
        export = exports.prepare(found.id, from_ms, to_ms)
        if output.is_dir():
            output /= exports.file_name(found.id, from_ms, to_ms)
    path = output.absolute()
    export.write(path)
    if as_json:
        echo_json({"session": found.id, "path": str(path), "ms": to_ms - from_ms})
    else:
        click.echo(path)
