"""Where on a run sheet that which earlier sessions left is best dealt with."""

from collections.abc import Sequence

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.vocabulary import AgendaKind, OutcomeKind

_KINDS: dict[OutcomeKind, tuple[AgendaKind, ...]] = {
    OutcomeKind.PARKED: (AgendaKind.WRAP_UP, AgendaKind.DISCUSSION, AgendaKind.ROUND),
    OutcomeKind.ACTION: (AgendaKind.WRAP_UP, AgendaKind.ROUND, AgendaKind.FRAMING),
    OutcomeKind.DECISION: (AgendaKind.WRAP_UP, AgendaKind.ROUND, AgendaKind.FRAMING),
    OutcomeKind.TRIAL: (AgendaKind.PRACTICE_SUPPLEMENT, AgendaKind.ROUND, AgendaKind.DISCUSSION),
    OutcomeKind.KNOWLEDGE_REQUEST: (AgendaKind.PRESENTATION, AgendaKind.DISCUSSION),
}
_SINCE_LAST = ("siden sidst", "fra sidst", "since last")
_WORDS: dict[OutcomeKind, tuple[str, ...]] = {
    OutcomeKind.PARKED: ("parker", "parking"),
    OutcomeKind.ACTION: (*_SINCE_LAST, "aftale", "opfølgning", "action"),
    OutcomeKind.DECISION: (*_SINCE_LAST, "opfølgning"),
    OutcomeKind.TRIAL: (*_SINCE_LAST, "prøve", "afprøv", "trial"),
    OutcomeKind.KNOWLEDGE_REQUEST: ("svar på", "answers"),
}
"""Words in the title of an item that is made for something, in the languages of the templates."""


def fitting_item(items: Sequence[AgendaItem], kind: OutcomeKind) -> AgendaItem | None:
    """Return the item that an outcome of a kind belongs in: by its title, else by its kind.

    An item that has been begun and a break are none; what is neither is better than nothing.
    """
    open_items = [
        item for item in items if item.started is None and item.kind is not AgendaKind.BREAK
    ]
    for words in _WORDS[kind]:
        for item in open_items:
            if words in item.title.casefold():
                return item
    for wanted in _KINDS[kind]:
        for item in open_items:
            if item.kind is wanted:
                return item
    return open_items[-1] if open_items else None
