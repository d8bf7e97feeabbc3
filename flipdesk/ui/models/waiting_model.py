"""What waits, as rows: one for each reason, with what it is about."""

from datetime import date, datetime

from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _, ngettext
from flipdesk.services.overview import Wait, Waiting, WaitingThing
from flipdesk.ui.delegates.roles import Tone
from flipdesk.ui.delegates.waiting_delegate import WaitingRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.models.when_words import days_from, near_day, near_due

_LOOKS: dict[Wait, tuple[str, Tone]] = {
    Wait.MINUTES_OUT: ("file-text", "text"),
    Wait.COMMENTS_BACK: ("message-square-text", "text"),
    Wait.MINUTES_UNWRITTEN: ("file-pen-line", "text"),
    Wait.OVERDUE: ("clock", "warning"),
    Wait.CONSENT: ("user-round", "text"),
    Wait.REQUEST: ("circle-question-mark", "text"),
    Wait.RETENTION: ("calendar", "text"),
}
_MOST_NAMED = 3


class WaitingModel(KeyedListModel):
    """Rows keyed by the reason."""

    def show_waiting(self, waiting: tuple[Waiting, ...], now: datetime) -> None:
        self.show_rows([(one.reason, waiting_row(one, now)) for one in waiting])


def waiting_row(waiting: Waiting, now: datetime) -> WaitingRow:
    """Return the row for everything that waits for one reason."""
    icon, tone = _LOOKS[waiting.reason]
    today = now.astimezone(zone_info(waiting.things[0].session.zone)).date()
    return WaitingRow(icon, _title(waiting, today), _about(waiting, today), tone)


def thing_text(waiting: Waiting, thing: WaitingThing, today: date) -> str:
    """Return one thing in words, for the menu in which one of several is chosen."""
    match waiting.reason:
        case Wait.OVERDUE | Wait.REQUEST:
            due = near_due(thing.day, today) if thing.day else ""
            return " · ".join(part for part in (thing.text, thing.name, due) if part)
        case Wait.CONSENT:
            return f"{thing.name} · {session_text(thing)}"
        case Wait.MINUTES_OUT if thing.day:
            return f"{session_text(thing)} · {_deadline(thing.day, today)}"
        case Wait.RETENTION if thing.day:
            return _kept_text(thing, thing.day, today)
        case _:
            local = thing.session.starts.astimezone(zone_info(thing.session.zone))
            return f"{session_text(thing)} · {near_day(local.date(), today)}"


def _deadline(day: date, today: date) -> str:
    return _("deadline {when}").format(when=days_from(day, today))


def session_text(thing: WaitingThing) -> str:
    """Return "Samtaleflip 2, Nordby Kommune"."""
    return ", ".join(part for part in (thing.session.title, thing.organisation) if part)


def _kept_text(thing: WaitingThing, day: date, today: date) -> str:
    words = _("{what} of {title}").format(what=capital(thing.text), title=session_text(thing))
    return f"{words} · {days_from(day, today)}"


def _title(waiting: Waiting, today: date) -> str:
    count = len(waiting.things)
    words = {
        Wait.MINUTES_OUT: ngettext(
            "Minutes are out for comments", "{count} minutes are out for comments", count
        ),
        Wait.COMMENTS_BACK: ngettext(
            "Comments have come back", "Comments have come back in {count} sessions", count
        ),
        Wait.MINUTES_UNWRITTEN: ngettext(
            "Minutes are not yet written", "{count} minutes are not yet written", count
        ),
        Wait.OVERDUE: ngettext("An action is overdue", "{count} actions are overdue", count),
        Wait.CONSENT: ngettext("A consent is unknown", "{count} consents are unknown", count),
        Wait.REQUEST: ngettext(
            "A knowledge request waits for an answer",
            "{count} knowledge requests wait for an answer",
            count,
        ),
        Wait.RETENTION: ngettext(
            "Something is to be deleted by {day}",
            "{count} things are to be deleted, the first by {day}",
            count,
        ),
    }
    day = waiting.things[0].day
    if waiting.reason is Wait.RETENTION and day is not None and day < today:
        words[Wait.RETENTION] = ngettext(
            "Something was to be deleted by {day}",
            "{count} things were to be deleted, the first by {day}",
            count,
        )
    return words[waiting.reason].format(count=count, day=near_due(day, today) if day else "")


def _about(waiting: Waiting, today: date) -> str:
    if len(waiting.things) == 1:
        return _about_one(waiting.reason, waiting.things[0], today)
    by_person = waiting.reason is Wait.CONSENT
    if waiting.reason is Wait.RETENTION:
        named = _by_title(waiting.things)
    else:
        named = [thing.name if by_person else _named(thing) for thing in waiting.things]
    words = named[:_MOST_NAMED]
    more = len(named) - len(words)
    if more:
        words.append(_("and {count} more").format(count=more))
    return " · ".join(words)


def _by_title(things: tuple[WaitingThing, ...]) -> list[str]:
    """Return "Samtaleflip 2, Nordby Kommune: lyden, noterne" for each session."""
    kept: dict[str, list[str]] = {}
    for thing in things:
        kept.setdefault(session_text(thing), []).append(thing.text)
    return [f"{title}: {', '.join(what)}" for title, what in kept.items()]


def _named(thing: WaitingThing) -> str:
    return thing.text or session_text(thing)


def _about_one(reason: Wait, thing: WaitingThing, today: date) -> str:
    title = session_text(thing)
    match reason:
        case Wait.OVERDUE:
            due = near_due(thing.day, today) if thing.day else ""
            return " · ".join(part for part in (thing.text, thing.name, due) if part)
        case Wait.CONSENT:
            return " · ".join(part for part in (thing.name, title) if part)
        case Wait.REQUEST:
            return f"{thing.text} · {title}"
        case Wait.MINUTES_OUT if thing.day:
            return f"{title} · {_deadline(thing.day, today)}"
        case Wait.RETENTION if thing.day:
            return _kept_text(thing, thing.day, today)
        case _:
            local = thing.session.starts.astimezone(zone_info(thing.session.zone))
            held = _("{title} · held {when}")
            return held.format(title=title, when=near_day(local.date(), today))
