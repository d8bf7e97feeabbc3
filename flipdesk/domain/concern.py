"""What has to be decided before a document may leave: what, where, why, and what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.trace import TraceKind
from flipdesk.i18n import N_, _, ngettext


class Fix(StrEnum):
    """What can be done about a concern."""

    CITIZEN = "citizen"
    COLLEAGUE = "colleague"
    BLANK = "blank"
    LEAVE_OUT = "leave_out"
    ASK = "ask"


class PlaceKind(StrEnum):
    """What a text belongs to."""

    REFLECTION = "reflection"
    OUTCOME = "outcome"
    AGENDA_ITEM = "agenda_item"
    SESSION = "session"
    SEGMENT = "segment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: the GUID of what it shows, and words for where that is."""

    kind: PlaceKind
    key: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of trace in one text of a document.

    `text` is what the document would say and `words` what gives somebody away in it. It `must` be
    decided before the document may leave, or is only pointed out. `people` are those who may be
    meant. `code` is short and stays the same as long as the text does.
    """

    kind: TraceKind
    place: Place
    text: str
    words: tuple[str, ...]
    fixes: tuple[Fix, ...]
    must: bool
    code: str
    text_sha256: str
    people: tuple[ParticipantId, ...] = ()

    @property
    def title(self) -> str:
        """Return "Et navn: Karen" or "2 navne: Karen · Bo" in the language in use."""
        words = " · ".join(dict.fromkeys(self.words))
        return f"{_counted(self.kind, len(self.words))}: {words}"

    @property
    def why(self) -> str:
        """Return why it is pointed out, as one sentence."""
        if self.kind is TraceKind.NAME and not self.must:
            return _("Nobody has noted that this person may be quoted by name.")
        return _(_WHYS[self.kind])


def _counted(kind: TraceKind, count: int) -> str:
    match kind:
        case TraceKind.CPR:
            words = ngettext("A CPR number", "{count} CPR numbers", count)
        case TraceKind.EMAIL:
            words = ngettext("An e-mail address", "{count} e-mail addresses", count)
        case TraceKind.ADDRESS:
            words = ngettext("An address", "{count} addresses", count)
        case TraceKind.PHONE:
            words = ngettext("A telephone number", "{count} telephone numbers", count)
        case TraceKind.NAME:
            words = ngettext("A name", "{count} names", count)
        case TraceKind.LIKELY_NAME:
            words = ngettext("Perhaps a name", "Perhaps {count} names", count)
    return words.format(count=count)


_WHYS = {
    TraceKind.CPR: N_("A CPR number says who somebody is."),
    TraceKind.EMAIL: N_("An e-mail address leads to somebody."),
    TraceKind.ADDRESS: N_("An address says where somebody lives."),
    TraceKind.PHONE: N_("A telephone number leads to somebody."),
    TraceKind.NAME: N_("This reader may not see the name, or the person has not said yes to it."),
    TraceKind.LIKELY_NAME: N_("It looks like the name of somebody who is not in the session."),
}
_FIXES = {
    Fix.CITIZEN: N_("Write “the citizen”"),
    Fix.COLLEAGUE: N_("Write “a colleague”"),
    Fix.BLANK: N_("Write “{blank}”"),
    Fix.LEAVE_OUT: N_("Leave the note out"),
    Fix.ASK: N_("Ask about consent"),
}
_BLANKS = {
    TraceKind.CPR: N_("[CPR number]"),
    TraceKind.EMAIL: N_("[e-mail address]"),
    TraceKind.ADDRESS: N_("[address]"),
    TraceKind.PHONE: N_("[telephone number]"),
    TraceKind.NAME: N_("[name]"),
    TraceKind.LIKELY_NAME: N_("[name]"),
}


def fix_words(fix: Fix, kind: TraceKind) -> str:
    """Return what a button says that does this: "Skriv „[navn]”"."""
    return _(_FIXES[fix]).format(blank=blank(kind))


def blank(kind: TraceKind) -> str:
    """Return what stands in a text where something has been taken out of it."""
    return _(_BLANKS[kind])


def alike(concerns: Iterable[Concern]) -> tuple[tuple[Concern, ...], ...]:
    """Return the concerns in the same order, those about the same words together."""
    found: dict[tuple[TraceKind, frozenset[str], tuple[Fix, ...]], list[Concern]] = {}
    for one in concerns:
        found.setdefault((one.kind, frozenset(one.words), one.fixes), []).append(one)
    groups = [tuple(group) for group in found.values()]
    return tuple(sorted(groups, key=lambda group: not any(one.must for one in group)))
