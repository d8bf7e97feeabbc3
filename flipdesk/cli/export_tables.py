"""`flipdesk export csv|xlsx`: reflections, outcomes and tags as tables."""

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
from flipdesk.cli.gate import Decided
from flipdesk.cli.options import json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.shared_session import SharedSession
from flipdesk.i18n import N_
from flipdesk.services.shared_tables import TABLES

_HEADERS = click.option(
    "--headers",
    type=click.Choice(["columns", "people"]),
    help=N_("Titles for people, as a Danish Excel takes them, or the plain names of columns."),
)


@click.command(help=N_("Reflections, outcomes or tags as a table in a text file (CSV)."))
@selection_options
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default=TABLES[0],
    help=N_("Which table; reflections when nothing is said."),
)
@_HEADERS
@names_option
@decided_options
@place_option
@kb_option
@json_option
def csv(
    wanted: Wanted,
    decided: Decided,
    output: Path | None,
    kb: Path | None,
    *,
    table: str,
    headers: str | None,
    names: bool,
    as_json: bool,
) -> None:
    """Write one table."""
    from flipdesk.services.shared_tables import table_files

    sessions = _shared(kb, wanted, decided, names=names)
    path = placed(output, sessions, ".csv")
    table_files(sessions).write_csv(path, table, for_people=headers == "people")
    tell(path, sessions, {}, as_json=as_json)


@click.command(help=N_("Reflections, outcomes, tags and sessions as a workbook (XLSX)."))
@selection_options
@_HEADERS
@names_option
@decided_options
@place_option
@kb_option
@json_option
def xlsx(
    wanted: Wanted,
    decided: Decided,
    output: Path | None,
    kb: Path | None,
    *,
    headers: str | None,
    names: bool,
    as_json: bool,
) -> None:
    """Write all tables, a sheet each."""
    from flipdesk.services.shared_tables import table_files

    sessions = _shared(kb, wanted, decided, names=names)
    path = placed(output, sessions, ".xlsx")
    table_files(sessions).write_workbook(path, for_people=headers != "columns")
    tell(path, sessions, {}, as_json=as_json)


def _shared(
    kb: Path | None, wanted: Wanted, decided: Decided, *, names: bool
) -> tuple[SharedSession, ...]:
    """Return what may be taken along; whose the pseudonyms are is kept."""
    from flipdesk.services.shared_reader import Terms
    from flipdesk.services.sharing import Sharing

    with opened(kb) as base:
        sharing = Sharing(base, SystemClock())
        sessions = shared_sessions(sharing, base, wanted, decided, Terms(with_names=names))
        sharing.keep_pseudonyms(one.id for one in sessions)
    return sessions
