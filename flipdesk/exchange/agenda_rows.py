"""Rows of a run sheet as text between tabs, which spreadsheets and other programs read and write.

The first line names the columns, so that what comes back may have them in another order or lack
some. A text without such a line is a title in each line, with minutes before or behind it.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, ParticipantId, SessionId, new_guid
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import _, pgettext

_NUMBER = re.compile(r"\d{1,5}")
_DEFAULT_MINUTES = 10
_MOST_LETTERS = 100_000
_MOST_ROWS = 300
_FIELDS = (
    *("time", "minutes", "minutes_min", "minutes_max", "title", "purpose", "how", "owner"),
    *("kind", "plan_b", "materials", "flexible"),
)


def agenda_text(
    items: Sequence[AgendaItem], times: Sequence[str], initials: Mapping[ParticipantId, str]
) -> str:
    """Return items as text, with the time at which each begins."""
    written = io.StringIO()
    writer = csv.writer(written, dialect="excel-tab", lineterminator="\n")
    heads = _heads()
    writer.writerow([heads[field] for field in _FIELDS])
    for item, time in zip(items, times, strict=True):
        writer.writerow([_cell(item, field, time, initials) for field in _FIELDS])
    return written.getvalue()


def agenda_of_text(
    text: str, session_id: SessionId, people: Mapping[str, ParticipantId]
) -> tuple[AgendaItem, ...]:
    """Return fresh items; `people` are found by their initials in small letters.

    What is no row of a run sheet, such as an empty line, is left out.

    Raises:
        KnownError: it is more than any run sheet holds.
    """
    rows = _rows(text) if len(text) <= _MOST_LETTERS else []
    if len(text) > _MOST_LETTERS or len(rows) > _MOST_ROWS:
        raise KnownError(_("That is too much for a run sheet. Copy only its rows, and try again."))
    fields = _named(rows[0]) if rows else {}
    if fields:
        rows = rows[1:]
    found = []
    for row in rows:
        cells = {name: row[n] for name, n in fields.items() if n < len(row)} or _guessed(row)
        if cells.get("title"):
            found.append(_item(cells, session_id, people))
    return tuple(found)


def _rows(text: str) -> list[list[str]]:
    # Half a character from another program can be written nowhere.
    readable = text.strip("\r\n").encode("utf-8", "replace").decode()

    def split(quoting: Literal[0, 3], *, strict: bool) -> list[list[str]]:
        lines = io.StringIO(readable, newline="")
        rows = csv.reader(lines, dialect="excel-tab", quoting=quoting, strict=strict)
        return [[cell.strip() for cell in row] for row in rows]

    try:
        return split(csv.QUOTE_MINIMAL, strict=True)
    except csv.Error:
        # Somebody typed quotation marks; taken as a spreadsheet's they would swallow later lines.
        return split(csv.QUOTE_NONE, strict=False)


def _heads() -> dict[str, str]:
    return {
        "time": _("Time"),
        "minutes": _("Min."),
        "minutes_min": pgettext("run sheet", "Least"),
        "minutes_max": pgettext("run sheet", "Most"),
        "title": _("What"),
        "purpose": pgettext("run sheet", "Why"),
        "how": _("How"),
        "owner": pgettext("run sheet", "Who"),
        "kind": pgettext("run sheet", "Kind"),
        "plan_b": _("Plan B"),
        "materials": _("Materials"),
        "flexible": pgettext("run sheet", "Flexible"),
    }


def _named(row: Sequence[str]) -> dict[str, int]:
    """Return where each field stands by a line of column heads, nothing when it is none."""
    places = {head.casefold(): n for n, head in enumerate(row)}
    heads = _heads().items()
    found = {name: places[head.casefold()] for name, head in heads if head.casefold() in places}
    return found if "title" in found and len(found) > 1 else {}


def _guessed(row: Sequence[str]) -> dict[str, str]:
    texts = [cell for cell in row if cell and not _is_number(cell)]
    numbers = [cell for cell in row if _is_number(cell)]
    return {"title": texts[0] if texts else "", "minutes": numbers[0] if numbers else ""}


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"\d{1,5}( ?min\.?)?", cell) is not None


def _cell(
    item: AgendaItem, field: str, time: str, initials: Mapping[ParticipantId, str]
) -> str | int:
    match field:
        case "time":
            return time
        case "owner":
            return initials.get(item.owner_id, "") if item.owner_id else ""
        case "kind":
            return word(item.kind)
        case "materials":
            return "\n".join(item.materials)
        case "flexible":
            return pgettext("run sheet", "yes") if item.flexible else ""
    value = getattr(item, field)
    return "" if value is None else value


def _item(
    cells: Mapping[str, str], session_id: SessionId, people: Mapping[str, ParticipantId]
) -> AgendaItem:
    kinds = {word(kind).casefold(): kind for kind in AgendaKind}
    minutes = _whole(cells, "minutes")
    least, most = _whole(cells, "minutes_min"), _whole(cells, "minutes_max")
    if least is not None and most is not None and least > most:
        least, most = most, least
    return AgendaItem(
        id=AgendaItemId(new_guid()),
        session_id=session_id,
        position=0,
        title=" ".join(cells["title"].split()),
        kind=kinds.get(cells.get("kind", "").casefold(), AgendaKind.DISCUSSION),
        minutes=_DEFAULT_MINUTES if minutes is None else minutes,
        minutes_min=least,
        minutes_max=most,
        flexible=cells.get("flexible", "").casefold() not in ("", *_noes()),
        owner_id=people.get(cells.get("owner", "").casefold()),
        purpose=cells.get("purpose") or None,
        how=cells.get("how") or None,
        plan_b=cells.get("plan_b") or None,
        materials=tuple(line.strip() for line in cells.get("materials", "").splitlines() if line),
    )


def _noes() -> tuple[str, ...]:
    return "0", "-", "no", "false", pgettext("run sheet", "no")


def _whole(cells: Mapping[str, str], field: str) -> int | None:
    number = _NUMBER.search(cells.get(field, ""))
    return int(number[0]) if number else None
