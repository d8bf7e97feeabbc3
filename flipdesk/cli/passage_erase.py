"""`flipdesk passage erase`: a stretch of a recording becomes silence for good."""

from pathlib import Path
from typing import Any

import click

from flipdesk.cli.erase import erase as erase_it
from flipdesk.cli.erase import erase_options, wish_of
from flipdesk.cli.offset import OFFSET
from flipdesk.cli.options import json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.i18n import N_


@click.group(help=N_("Passages of recordings."))
def passage() -> None:
    """Hold the commands about passages together."""


@passage.command(
    help=N_("Show what a passage carries and, with --yes, erase its sound and words for good.")
)
@click.argument("session")
@click.option("--from", "from_ms", type=OFFSET, required=True, metavar="TIME",
              help=N_("Where it begins."))  # fmt: skip
@click.option("--to", "to_ms", type=OFFSET, required=True, metavar="TIME",
              help=N_("Where it ends."))  # fmt: skip
@erase_options
@kb_option
@json_option
def erase(
    session: str, from_ms: int, to_ms: int, kb: Path | None, *, as_json: bool, **options: Any
) -> None:
    """Erase what is heard and written down from here to there."""
    from flipdesk.services.erasing import Erasing
    from flipdesk.services.session_files import SessionFiles

    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        plan = Erasing(base, SystemClock()).find_passage(found.id, from_ms, to_ms)
        erase_it(base, plan, wish_of(options, as_json=as_json))
