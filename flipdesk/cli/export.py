"""`flipdesk export`: take sessions along to other programs."""

from pathlib import Path

import click

from flipdesk.cli.export_options import (
    Wanted,
    decided_options,
    names_option,
    place_option,
    selection_options,
    shared_sessions,
)
from flipdesk.cli.export_place import placed, tell
from flipdesk.cli.export_publish import datasette, html, ics
from flipdesk.cli.export_tables import csv, xlsx
from flipdesk.cli.gate import Decided
from flipdesk.cli.noting import noting
from flipdesk.cli.options import json_option, kb_option, opened
from flipdesk.cli.progress import watched
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import N_, _


@click.group(help=N_("Take sessions along to other programs; nobody is named."))
def export() -> None:
    """Hold the exports together."""


@export.command(help=N_("A project for QDA programs (REFI-QDA): texts, codes and codings."))
@selection_options
@click.option("--sound", is_flag=True, help=N_("Take the recordings along."))
@names_option
@decided_options
@place_option
@kb_option
@json_option
def qdpx(
    wanted: Wanted,
    decided: Decided,
    output: Path | None,
    kb: Path | None,
    *,
    sound: bool,
    names: bool,
    as_json: bool,
) -> None:
    """Write the project; nothing is written while anything has to be decided."""
    from flipdesk.services.research_export import project_file
    from flipdesk.services.shared_reader import Terms
    from flipdesk.services.sharing import Sharing

    with opened(kb) as base, watched(_("Writing the project")) as work:
        clock = SystemClock()
        sharing = Sharing(base, clock)
        terms = Terms(with_names=names, with_transcripts=True, with_codings=True)
        sessions = shared_sessions(sharing, base, wanted, decided, terms)
        ready = project_file(base, sessions, clock.now(), with_sound=sound)
        path = placed(output, sessions, ".qdpx")
        if not ready.write(path, work.progress, work.cancelled):
            raise click.Abort
        sharing.keep_pseudonyms(one.id for one in sessions)
    codings = sum(1 for _one in ready.project.codings())
    tell(path, sessions, {"codes": len(ready.project.codes), "codings": codings}, as_json=as_json)


@export.command(help=N_("The codes for QDA programs (REFI-QDA codebook)."))
@selection_options
@decided_options
@place_option
@kb_option
@json_option
def qdc(
    wanted: Wanted, decided: Decided, output: Path | None, kb: Path | None, *, as_json: bool
) -> None:
    """Write the codebook of the sessions chosen, their own tags with it."""
    from flipdesk.services.research_export import codebook_file
    from flipdesk.services.shared_reader import Terms
    from flipdesk.services.sharing import Sharing

    with opened(kb) as base:
        sharing = Sharing(base, SystemClock())
        sessions = shared_sessions(sharing, base, wanted, decided, Terms())
    ready = codebook_file(sessions)
    path = placed(output, sessions, ".qdc")
    ready.write(path)
    noting(base).note(Act.EXPORTED, Thing.CODEBOOK)
    tell(path, sessions, {"codes": len(ready.codes)}, as_json=as_json)


export.add_command(csv)
export.add_command(xlsx)
export.add_command(html)
export.add_command(datasette)
export.add_command(ics)
