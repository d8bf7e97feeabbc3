"""What the exports share: which sessions, where to, and deciding about what the gate points out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from flipdesk.cli.gate import Decided, gate_options
from flipdesk.cli.narrowing import named_organisations, named_potentials
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.concern import Concern, Fix
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.selection import Selection
from flipdesk.domain.shared_session import SharedSession
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, language

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.shared_reader import Terms
    from flipdesk.services.sharing import Sharing

Command = TypeVar("Command", bound=Callable[..., Any])
_ALL = "all"
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for, in the words it was asked in."""

    series: tuple[str, ...]
    sessions: tuple[str, ...]
    organisations: tuple[str, ...]
    potentials: tuple[str, ...]
    since: datetime | None
    until: datetime | None

    def selection(self, base: "KnowledgeBase") -> Selection:
        """Return what is meant.

        Raises:
            KnownError: nothing, or more than one thing, is meant by a word.
        """
        from flipdesk.services.digests import Digests
        from flipdesk.services.session_files import SessionFiles

        digests, files = Digests(base, SystemClock()), SessionFiles(base, SystemClock())
        return Selection(
            series=tuple(digests.find(one).id for one in self.series),
            sessions=tuple(files.find(one).id for one in self.sessions),
            organisations=named_organisations(base, self.organisations),
            potentials=named_potentials(base, self.potentials),
            since=None if self.since is None else self.since.date(),
            until=None if self.until is None else self.until.date(),
        )


def selection_options(command: Command) -> Command:
    """Add the options that say which sessions, as the one argument `wanted`."""

    @wraps(command)
    def with_wanted(*arguments: Any, **options: Any) -> Any:
        names = ("series", "sessions", "organisations", "potentials", "since", "until")
        wanted = Wanted(**{name: options.pop(name) for name in names})
        return command(*arguments, wanted=wanted, **options)

    decorated: Any = with_wanted
    for option in (
        click.option("--to", "until", type=_DAY, metavar="DATE", help=N_("Not after this day.")),
        click.option("--from", "since", type=_DAY, metavar="DATE", help=N_("Not before this day.")),
        _many("--potential", "potentials", "NAME", N_("Only this potential, by slug or number.")),
        _many("--organisation", "organisations", "NAME", N_("Only this organisation.")),
        _many("--session", "sessions", "SESSION", N_("Only this session.")),
        _many("--series", "series", "SERIES", N_("Only this series.")),
    ):
        decorated = option(decorated)
    return cast("Command", decorated)


def place_option(command: Command) -> Command:
    """Add `-o FILE` as the argument `output`, None for this folder."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help=N_("Where to: a file or a folder; else this folder."),
    )(command)


def names_option(command: Command) -> Command:
    """Add `--names` as the argument `names`."""
    return click.option(
        "--names",
        is_flag=True,
        help=N_("Name those who said yes to being named; else everybody has a pseudonym."),
    )(command)


def decided_options(command: Command) -> Command:
    """Add `--keep`, `--reason` and `--hide` as the argument `decided`."""
    return gate_options(command)


def shared_sessions(
    sharing: "Sharing", base: "KnowledgeBase", wanted: Wanted, decided: Decided, terms: "Terms"
) -> tuple[SharedSession, ...]:
    """Return what may be taken along, when what was decided about it has been done.

    Raises:
        UsageError: something is to stay and nobody says why.
        KnownError: nothing is chosen, a code stands for nothing, or something in the texts still
            has to be decided.
    """
    if decided.keep and decided.reason is None:
        raise click.UsageError(_("--keep needs --reason, which says why it may stay."))
    selection = wanted.selection(base)
    if decided.keep or decided.hide:
        _decide(sharing, base, selection, decided, terms)
    return sharing.share_all(selection, terms)


def _decide(
    sharing: "Sharing",
    base: "KnowledgeBase",
    selection: Selection,
    decided: Decided,
    terms: "Terms",
) -> None:
    from flipdesk.services.gate_fixes import GateFixes
    from flipdesk.services.shared_reader import reader_of

    fixes = GateFixes(base, sharing.gate, SystemClock())
    met: set[str] = set()
    for session_id in sharing.sessions(selection):
        session = sharing.share(session_id, selection, terms)
        concerns = sharing.concerns(session)
        met |= {one.code for one in concerns}
        kept, hidden = _meant(concerns, decided.keep), _meant(concerns, decided.hide)
        if kept:
            reason = KeepReason(decided.reason or "")
            sharing.gate.keep_all(session_id, reader_of(session), kept, reason)
        stuck = next((one for one in hidden if Fix.BLANK not in one.fixes), None)
        if stuck is not None:
            sentence = _("{code} cannot be hidden here. Change it where it stands, or keep it.")
            raise KnownError(sentence.format(code=stuck.code))
        if hidden:
            fixes.apply_all(session_id, hidden, Fix.BLANK, language())
    strange = [one for one in (*decided.keep, *decided.hide) if one not in met and one != _ALL]
    if strange:
        sentence = _("{code} stands for nothing in what is to be exported.")
        raise KnownError(sentence.format(code=strange[0]))


def _meant(concerns: tuple[Concern, ...], codes: tuple[str, ...]) -> list[Concern]:
    return [one for one in concerns if one.code in codes or (_ALL in codes and one.must)]


def _many(name: str, argument: str, metavar: str, words: str) -> Any:
    return click.option(name, argument, multiple=True, metavar=metavar, help=words)
