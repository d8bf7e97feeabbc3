"""`flipdesk kb rescue`: go on after the database of a knowledge base was damaged."""

from pathlib import Path
from typing import Any

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, place_of
from flipdesk.cli.passphrase import unlocked
from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _


@click.command(help=N_("Go on from the newest whole copy, with all that came later and is saved."))
@click.option("--yes", is_flag=True, help=N_("Do it; else it is only told what there would be."))
@click.option("--older", type=int, default=0, help=N_("Go back so many whole copies more."))
@kb_option
@json_option
def rescue(kb: Path | None, *, yes: bool, older: int, as_json: bool) -> None:
    """Print what can be saved; with --yes put it in place of the damaged file, which is kept."""
    from itertools import islice

    from flipdesk.services.rescue_words import rescue_lines, source_words
    from flipdesk.services.rescuing import Rescuing

    folder = place_of(kb)
    refuse_healthy(folder)
    rescuing = Rescuing(folder, SystemClock(), unlocked(folder))
    source = next(islice(rescuing.sources(), older, None), None)
    if source is None:
        raise KnownError(_("There is no whole copy to go on from. Look for one on another disk."))
    prepared = rescuing.prepare(source)
    lines = (source_words(source), *rescue_lines(prepared))
    aside = rescuing.settle(prepared) if yes else None
    if aside is None:
        rescuing.leave()
    if as_json:
        echo_json(_summary(lines, aside))
        return
    click.echo("\n".join(lines))
    if aside is None:
        click.echo(_("Nothing was changed. Do it with --yes."))
    else:
        click.echo(_("The damaged files lie in {place}.").format(place=aside))


def refuse_healthy(folder: Path) -> None:
    """Refuse to rescue what can be opened and holds together.

    Raises:
        KnownError: it can, or it is in use or only readable.
    """
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.knowledge.unusable import DamagedError

    try:
        base = KnowledgeBase.open(folder, SystemClock(), keys=unlocked(folder))
    except DamagedError:
        return
    try:
        if base.check() or base.seals.check():
            return
    except DamagedError:
        return
    finally:
        base.close()
    raise KnownError(_("The knowledge base is whole; there is nothing to rescue."))


def unsealed(table: str) -> str:
    """Return what to print of a table in which something stands that FlipDesk did not write."""
    return _("{table}: changed by the disk or by another program").format(table=table)


def _summary(lines: tuple[str, ...], aside: Path | None) -> dict[str, Any]:
    return {"lines": list(lines), "done": aside is not None, "aside": str(aside) if aside else None}
