"""`flipdesk session erase`: a session goes for good, with its sound and from every backup."""

from pathlib import Path
from typing import Any

import click

from flipdesk.cli.erase import erase as erase_it
from flipdesk.cli.erase import erase_options, wish_of
from flipdesk.cli.options import json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.i18n import N_


@click.command(
    help=N_("Show everything a session holds and, with --yes, erase it for good, from backups too.")
)
@click.argument("session")
@erase_options
@kb_option
@json_option
def erase(session: str, kb: Path | None, *, as_json: bool, **options: Any) -> None:
    """Erase a session with everything that belongs to it."""
    from flipdesk.services.erasing import Erasing
    from flipdesk.services.session_files import SessionFiles

    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        plan = Erasing(base, SystemClock()).find_session(found.id)
        erase_it(base, plan, wish_of(options, as_json=as_json))
