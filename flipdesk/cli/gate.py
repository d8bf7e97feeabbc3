"""`flipdesk minutes check`, and deciding by code what may stand in minutes to be written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.concern import Concern, Fix
from flipdesk.domain.consent_effect import consent_effect
from flipdesk.domain.ids import SessionId
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import KnownError
from flipdesk.i18n import LANGUAGES, N_, _, language

if TYPE_CHECKING:
    from flipdesk.domain.minutes_snapshot import MinutesSnapshot
    from flipdesk.services.gate import Gate
    from flipdesk.services.gate_fixes import GateFixes
    from flipdesk.services.leaving import Leaving
    from flipdesk.services.minutes import MinutesDesk

Command = TypeVar("Command", bound=Callable[..., Any])
Codes = tuple[str, ...]
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be done about things by their codes."""

    keep: Codes
    reason: str | None
    hide: Codes


_REASON = click.option(
    "--reason",
    type=click.Choice([str(one) for one in KeepReason]),
    help=N_("Why it may stay: nobody is meant, they agreed, it is public, or it is needed."),
)
_KEEP = click.option(
    "--keep",
    metavar="CODE",
    multiple=True,
    help=N_("Let what a code stands for stay in the text; say why with --reason."),
)


def gate_options(command: Command) -> Command:
    """Add `--keep CODE`, `--reason` and `--hide CODE` as the one argument `decided`."""

    @wraps(command)
    def with_decided(
        *arguments: Any, keep: Codes, reason: str | None, hide: Codes, **options: Any
    ) -> Any:
        return command(*arguments, decided=Decided(keep, reason, hide), **options)

    hide = click.option(
        "--hide",
        metavar="CODE",
        multiple=True,
        help=N_("Write [name] or the like instead of what a code stands for; all for everything."),
    )
    return cast("Command", _KEEP(_REASON(hide(with_decided))))


def keep_options(command: Command) -> Command:
    """Add `--keep CODE` and `--reason` as the one argument `decided`."""

    @wraps(command)
    def with_decided(*arguments: Any, keep: Codes, reason: str | None, **options: Any) -> Any:
        return command(*arguments, decided=Decided(keep, reason, ()), **options)

    return cast("Command", _KEEP(_REASON(with_decided)))


def decide(desk: "MinutesDesk", snapshot: "MinutesSnapshot", decided: Decided) -> bool:
    """Do what was decided about minutes that are to be written, and return whether texts changed.

    Raises:
        UsageError: something is to stay and nobody says why.
        KnownError: a code stands for nothing.
    """

    if not decided.keep and not decided.hide:
        return False
    concerns = desk.gate.concerns(snapshot)
    keep(desk.gate, snapshot.session_id, snapshot.audience, concerns, decided)
    return _hide(desk.gate_fixes, snapshot.session_id, concerns, decided, snapshot.language)


def decide_about(
    gate: "Gate", fixes: "GateFixes", leaving: "Leaving", decided: Decided, spoken: str
) -> bool:
    """Do the same about anything else that is to leave; raises as `decide` does."""
    if not decided.keep and not decided.hide:
        return False
    concerns, session_id = gate.concerns_about(leaving), leaving.record.session.id
    keep(gate, session_id, leaving.audience, concerns, decided)
    return _hide(fixes, session_id, concerns, decided, spoken)


def keep_about(gate: "Gate", leaving: "Leaving", decided: Decided) -> None:
    """Let stay in it what was decided to stay; raises as `decide` does."""
    if decided.keep:
        concerns = gate.concerns_about(leaving)
        keep(gate, leaving.record.session.id, leaving.audience, concerns, decided)


def _hide(
    fixes: "GateFixes",
    session_id: SessionId,
    concerns: Sequence[Concern],
    decided: Decided,
    spoken: str,
) -> bool:
    hidden = _meant(concerns, decided.hide)
    for one in hidden:
        if Fix.BLANK not in one.fixes:
            sentence = _("{code} cannot be hidden here. Change it where it stands, or keep it.")
            raise KnownError(sentence.format(code=one.code))
    if hidden:
        fixes.apply_all(session_id, hidden, Fix.BLANK, spoken)
    return bool(hidden)


def keep(
    gate: "Gate",
    session_id: SessionId,
    audience: Audience,
    concerns: Sequence[Concern],
    decided: Decided,
) -> None:
    """Let stay what was decided to stay; raises as `decide` does."""
    if decided.keep and decided.reason is None:
        raise click.UsageError(_("--keep needs --reason, which says why it may stay."))
    kept = _meant(concerns, decided.keep)
    if kept:
        gate.keep_all(session_id, audience, kept, KeepReason(decided.reason or ""))


@click.command(help=N_("Tell what has to be decided before minutes may be written."))
@click.argument("session")
@click.option(
    "--audience",
    type=click.Choice([str(audience) for audience in Audience]),
    default=str(Audience.PARTICIPANTS),
    help=N_("Who the minutes are for; participants when nothing is said."),
)
@click.option("--language", "spoken", type=click.Choice(LANGUAGES), help=N_("Their language."))
@kb_option
@json_option
def check(
    session: str, audience: str, spoken: str | None, kb: Path | None, *, as_json: bool
) -> None:
    """Print what is pointed out; leave with 1 when something must be decided."""
    from flipdesk.services.minutes import MinutesDesk
    from flipdesk.services.session_files import SessionFiles

    with opened(kb) as base:
        found = SessionFiles(base, SystemClock()).find(session)
        desk = MinutesDesk(base, SystemClock())
        snapshot = desk.prepare(found.id, Audience(audience), spoken or language())
        concerns = desk.gate.concerns(snapshot)
    if as_json:
        echo_json([_summary(one) for one in concerns])
    else:
        _tell(concerns, consent_effect(snapshot.withheld))
    if any(one.must for one in concerns):
        raise SystemExit(1)


def _tell(concerns: Sequence[Concern], effect: str) -> None:
    if concerns:
        click.echo(table([_line(one) for one in concerns]))
        click.echo(how_to())
    else:
        click.echo(_("Nothing has to be decided; the minutes can be written."))
    if effect:
        click.echo(effect)


def how_to() -> str:
    """Return the sentence that says what can be done about what is listed."""
    return _(
        "Change the text in Bearbejd, hide it with --hide CODE, or keep it with --keep CODE and"
        " --reason."
    )


def _meant(concerns: Sequence[Concern], codes: Sequence[str]) -> list[Concern]:
    if _ALL in codes:
        return [one for one in concerns if one.must]
    known = {one.code: one for one in concerns}
    strange = [code for code in codes if code not in known]
    if strange:
        sentence = _("{code} stands for nothing here; flipdesk minutes check SESSION lists codes.")
        raise KnownError(sentence.format(code=strange[0]))
    return [known[code] for code in dict.fromkeys(codes)]


def _line(one: Concern) -> tuple[str, ...]:
    return one.code, _("must") if one.must else _("may"), one.title, one.place.label, one.text


def _summary(one: Concern) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": one.kind,
        "must": one.must,
        "words": list(one.words),
        "text": one.text,
        "place": one.place.label,
        "subject": one.place.kind,
        "id": one.place.key,
        "fixes": list(one.fixes),
    }
