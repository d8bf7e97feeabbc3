"""What `flipdesk search` can be narrowed to beside people and places."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.narrowing import query_of
from flipdesk.domain.search import EVERYTHING, HitKind, Query
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from flipdesk.domain.ids import SeriesId, SessionId
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

_Id = TypeVar("_Id", bound=str)

PLACES: dict[str, tuple[HitKind, ...]] = {
    "reflections": ("reflection",),
    "outcomes": ("outcome",),
    "transcripts": ("transcript_segment",),
    "minutes": ("minutes_text",),
    "materials": ("session_material",),
    "everything": EVERYTHING,
}


_OPTIONS = (
    click.option(
        "--in",
        "places",
        multiple=True,
        type=click.Choice(list(PLACES)),
        help=N_("Look through this; without it, reflections and outcomes."),
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        type=click.Choice([str(kind) for kind in ReflectionKind]),
        help=N_("Only reflections of this kind."),
    ),
    click.option("--series", multiple=True, metavar="NAME", help=N_("Only this series.")),
    click.option(
        "--session", "sessions", multiple=True, metavar="NAME", help=N_("Only this session.")
    ),
    click.option(
        "--author",
        "authors",
        multiple=True,
        metavar="NAME",
        help=N_("Only what this person wrote down."),
    ),
    click.option(
        "--axis",
        "codes",
        multiple=True,
        metavar="AXIS:CODE",
        help=N_("Only what carries this code."),
    ),
    click.option(
        "--saved", metavar="NAME", help=N_("Make a kept search again; options change it.")
    ),
    click.option("--keep", metavar="NAME", help=N_("Keep this search under a name.")),
)


def search_options(command: "Callable[..., Any]") -> "Callable[..., Any]":
    """Add them all to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def places_named(named: tuple[str, ...]) -> tuple[HitKind, ...]:
    """Return what is looked through, in one order and each once."""
    wanted = {kind for name in named for kind in PLACES[name]}
    return tuple(kind for kind in EVERYTHING if kind in wanted)


def named_series(base: "KnowledgeBase", named: tuple[str, ...]) -> tuple["SeriesId", ...]:
    """Return series given by id or title.

    Raises:
        KnownError: there is none of a name.
    """
    every = base.series.all()
    known = ", ".join(one.title for one in every) or "–"
    sentence = _("There is no series “{name}”; choose one of {known}.")
    return _named({one.id: one.title for one in every}, named, sentence, known)


def named_sessions(base: "KnowledgeBase", named: tuple[str, ...]) -> tuple["SessionId", ...]:
    """Return sessions given by id or title.

    Raises:
        KnownError: there is none of a name.
    """
    titles = {one.id: one.title for one in base.sessions.all()}
    sentence = _("There is no session “{name}”; `flipdesk session list` names them.")
    return _named(titles, named, sentence)


def _named(
    titles: "Mapping[_Id, str]", named: tuple[str, ...], refusal: str, known: str = ""
) -> "tuple[_Id, ...]":
    found: list[_Id] = []
    for name in named:
        sought = name.strip().casefold()
        same = [one for one, title in titles.items() if sought in (one, title.casefold())]
        if not same:
            raise KnownError(refusal.format(name=name, known=known))
        found += same
    return tuple(found)


def codes_of(named: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return pairs of an axis and a code.

    Raises:
        KnownError: one has no colon between the two.
    """
    codes = []
    for name in named:
        axis, colon, code = name.partition(":")
        if not (axis and colon and code):
            raise KnownError(
                _("Write an axis and a code as AXIS:CODE, not “{name}”.").format(name=name)
            )
        codes.append((axis, code))
    return tuple(codes)


def kept_search(base: "KnowledgeBase", name: str | None) -> Query:
    """Return the search that was kept under a name; without one, a search for everything.

    Raises:
        KnownError: there is none of that name.
    """
    if name is None:
        return Query()
    every = base.saved_searches.all()
    sought = " ".join(name.split()).casefold()
    found = next((one for one in every if one.name.casefold() == sought), None)
    if found is None:
        known = ", ".join(one.name for one in every) or "–"
        sentence = _("There is no kept search “{name}”; choose one of {known}.")
        raise KnownError(sentence.format(name=name, known=known))
    today = SystemClock().now().astimezone().date()
    return query_of(found.words, found.filters, today)
