"""`flipdesk coding`: what was coded in a session, and how far two coders agree."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.domain.agreement import Agreement
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.coder_comparison import CodeAgreement
from flipdesk.domain.coding import Coding
from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.domain.ids import SessionId
    from flipdesk.knowledge.knowledge_base import KnowledgeBase


@click.group(help=N_("What was coded, and how far coders agree."))
def coding() -> None:
    """Hold the commands about codings together."""


@coding.command(name="list", help=N_("List the codings of a session."))
@click.argument("session")
@kb_option
@json_option
def list_(session: str, kb: Path | None, *, as_json: bool) -> None:
    """Print one coding a line: the coder, the code, and the words or the stretch of sound."""
    with opened(kb) as base:
        found = base.codings.of_session(_find(base, session))
        names = {one.id: one.name for one in base.coders.all()}
    if as_json:
        echo_json([_told(one, names[one.coder_id]) for one in found])
        return
    lines = [(names[one.coder_id], one.axis, one.code, _where(one)) for one in found]
    if lines:
        click.echo(table(lines))
    counted = ngettext("{count} coding", "{count} codings", len(lines))
    click.echo(counted.format(count=len(lines)) if lines else _("Nothing has been coded yet."))


@coding.command(help=N_("Say how far two coders agree on a session."))
@click.argument("session")
@click.argument("first")
@click.argument("second")
@kb_option
@json_option
def agreement(session: str, first: str, second: str, kb: Path | None, *, as_json: bool) -> None:
    """Print per cent, Cohen's kappa and Krippendorff's alpha for each code."""
    from flipdesk.services.coder_comparing import CoderComparing

    with opened(kb) as base:
        comparing = CoderComparing(base)
        pair = comparing.coder(first), comparing.coder(second)
        found = comparing.compare(_find(base, session), pair[0].id, pair[1].id)
    if as_json:
        echo_json(
            {
                "coders": [one.name for one in pair],
                "codes": [
                    {
                        "axis": one.axis,
                        "code": one.code,
                        "texts": _figures(one.texts),
                        "letters": _figures(one.letters),
                        "seconds": None if one.seconds is None else _figures(one.seconds),
                    }
                    for one in found.codes
                ],
            }
        )
        return
    if not found.codes:
        click.echo(_("Neither of them has coded anything here yet."))
        return
    head = (_("Code"), _("both"), pair[0].name, pair[1].name, _("agree"), "κ", "α", _("κ letters"))
    click.echo(table([head, *map(_row, found.codes)]))
    click.echo(
        _(
            "A unit is a text that could have the code, also one that nobody coded; for the last"
            " column it is a letter."
        )
    )


def _row(one: CodeAgreement) -> tuple[str, ...]:
    texts = one.texts
    counts = (str(number) for number in (texts.both, texts.only_first, texts.only_second))
    share = "–" if texts.share is None else f"{100 * texts.share:.0f} %"
    return (
        f"{one.axis}: {one.code}",
        *counts,
        share,
        figure(texts.kappa),
        figure(texts.alpha),
        figure(one.letters.kappa),
    )


def figure(value: float | None) -> str:
    """Return a coefficient with two decimals, a dash where it has no meaning."""
    from babel.numbers import format_decimal

    from flipdesk.i18n import language

    return "–" if value is None else str(format_decimal(value, "0.00", locale=language()))


def _figures(one: Agreement) -> dict[str, Any]:
    return {
        "both": one.both,
        "only_first": one.only_first,
        "only_second": one.only_second,
        "neither": one.neither,
        "share": one.share,
        "kappa": one.kappa,
        "alpha": one.alpha,
    }


def _told(one: Coding, coder: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "coder": coder,
        "axis": one.axis,
        "code": one.code,
        "on": str(one.kind),
        "text": one.text_id,
        "start": one.start_at,
        "end": one.end_at,
        "from_ms": one.from_ms,
        "to_ms": one.to_ms,
        "quote": one.quote,
    }


def _where(one: Coding) -> str:
    if one.from_ms is not None and one.to_ms is not None:
        return f"{format_duration(one.from_ms)}–{format_duration(one.to_ms)}"
    return f"“{' '.join(one.quote.split())}”"


def _find(base: "KnowledgeBase", session: str) -> "SessionId":
    from flipdesk.services.session_files import SessionFiles

    return SessionFiles(base, SystemClock()).find(session).id
