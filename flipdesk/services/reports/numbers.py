"""What reports share when they count: what is too few to show, and sums that do not betray it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from flipdesk.domain.report import Cell, Row, Scope, hidden_if_few
from flipdesk.domain.search import Query
from flipdesk.domain.tag_count import SessionTally
from flipdesk.i18n import _

K = TypeVar("K", bound=Hashable)

SHARE_OF = 10
"""A share is hidden when the whole it is of is smaller than this."""
DOOR_IDS = 300
"""How many notes stand behind one number at most; the number itself counts all."""


def shown(cell: Cell, count: int, enough: int, few: int) -> Cell:
    """Return a cell of `count` notes, hidden when `enough`, which may be less, is too few."""
    if not few or not count:
        return cell
    return hidden_if_few(cell, max(1, enough), few)


def summed(rows: Sequence[Row], title: str) -> tuple[Row, ...]:
    """Return the rows with their sums at the right, and a row of sums below.

    Hidden numbers are in no sum, so that none can be worked out from the others.
    """
    with_sums = [replace(row, cells=(*row.cells, total(row.cells))) for row in rows]
    columns = zip(*(row.cells for row in with_sums), strict=True)
    foot = tuple(total(column) for column in columns)
    return (*with_sums, Row("sum", title, foot, is_sum=True))


def total(cells: Sequence[Cell]) -> Cell:
    """Return the sum of what is shown; where all there is is hidden, so is the sum."""
    shown = sum(cell.number or 0 for cell in cells)
    return Cell(shown, is_hidden=not shown and any(cell.is_hidden for cell in cells))


def few_note(scope: Scope, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the sentence about hidden numbers when there are any."""
    if not any(cell.is_hidden for row in rows for cell in row.cells):
        return ()
    sentence = _("Numbers below {few} are hidden, and so are shares of fewer than {whole}.")
    return (
        sentence.format(few=scope.few, whole=SHARE_OF),
        _("What is hidden is in no sum."),
    )


def added(counts: Iterable[SessionTally], key: Callable[[SessionTally], K]) -> dict[K, int]:
    """Return the sums of tallies by a key."""
    sums: dict[K, int] = {}
    for one in counts:
        where = key(one)
        sums[where] = sums.get(where, 0) + one.number
    return sums


def query_of(scope: Scope) -> Query:
    """Return the query that finds the reflections of a scope."""
    return Query(
        potentials=scope.potentials,
        organisations=scope.organisations,
        since=scope.since,
        until=scope.until,
        years=scope.years,
        series=scope.series,
        sessions=() if scope.session is None else (scope.session,),
        among=("reflection",),
        samples=scope.samples,
    )


def first_ids(ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids that stand behind a number, so many that a list can show them."""
    return tuple(dict.fromkeys(ids))[:DOOR_IDS]
