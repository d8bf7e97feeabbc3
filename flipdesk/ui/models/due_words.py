"""What is due to be deleted, in words."""

from datetime import date

from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.retention import Due, Kept
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.models.when_words import days_from

_YEAR = 12


def thing_words(due: Due) -> str:
    """Return "lyden fra Samtaleflip 2, Nordby Kommune"."""
    return _("{what} of {title}").format(what=word(due.kept), title=due.title)


def due_line(due: Due, today: date) -> str:
    """Return what it is, how much, and when its time is over."""
    parts = (capital(thing_words(due)), _amount(due), days_from(due.day, today))
    return " · ".join(part for part in parts if part)


def due_warning(due: Due) -> str:
    """Return what deleting a key list means."""
    return ngettext(
        "Nobody can find out again whose the pseudonym is. Press once more to delete.",
        "Nobody can find out again whose the {count} pseudonyms are. Press once more to delete.",
        due.count,
    ).format(count=due.count)


def months_words(months: int) -> str:
    """Return "6 måneder" or "2 år"."""
    if months % _YEAR == 0:
        years = months // _YEAR
        return ngettext("{count} year", "{count} years", years).format(count=years)
    return ngettext("{count} month", "{count} months", months).format(count=months)


def _amount(due: Due) -> str:
    count = due.count
    words = {
        Kept.SOUND: ngettext("{count} minute", "{count} minutes", count),
        Kept.KEY: ngettext("{count} pseudonym", "{count} pseudonyms", count),
        Kept.REFLECTIONS: ngettext("{count} written down", "{count} written down", count),
        Kept.MINUTES: ngettext("{count} version", "{count} versions", count),
    }
    return words[due.kept].format(count=count) if count else ""
