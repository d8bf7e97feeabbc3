"""Knowledge items and their evidence as rows of lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from flipdesk.domain.codebook import Code
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.knowledge_item import (
    EvidenceLine,
    KnowledgeItem,
    KnowledgeKind,
    Stance,
    Support,
)
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.pseudonyms import capital, short_place
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.delegates.roles import spoken
from flipdesk.ui.models.hits_model import CardRow
from flipdesk.ui.widgets.chip import ChipSpec


@dataclass(frozen=True)
class ItemRow:
    """A knowledge item: its title, what stands behind it, and the potentials of its evidence."""

    title: str
    support: str
    chips: tuple[ChipSpec, ...] = ()

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.title, self.support, *(chip.spoken for chip in self.chips))


def item_row(item: KnowledgeItem, found: Support, codes: Mapping[str, Code]) -> tuple[str, ItemRow]:
    """Return the row of an item."""
    chips = [
        ChipSpec(codes[slug].name, potential=slug, full=codes[slug].title)
        for slug in found.potentials
        if slug in codes
    ]
    if item.kind is KnowledgeKind.SCENE:
        chips.insert(0, ChipSpec(_("Scene"), icon="eye"))
    return item.id, ItemRow(item.title, support_words(found), tuple(chips))


def support_words(found: Support) -> str:
    """Return "5 belæg · 1 imod · 3 organisationer"."""
    if not found.speaks_for and not found.speaks_against:
        return _("no evidence yet")
    words = [
        ngettext("{count} evidence", "{count} evidence", found.speaks_for).format(
            count=found.speaks_for
        )
    ]
    if found.speaks_against:
        words.append(_("{count} against").format(count=found.speaks_against))
    if found.organisations:
        places = ngettext("{count} organisation", "{count} organisations", found.organisations)
        words.append(places.format(count=found.organisations))
    return " · ".join(words)


def evidence_row(line: EvidenceLine, codes: Mapping[str, Code]) -> tuple[str, CardRow]:
    """Return the row of one piece of evidence: who and where, its words, and what it says."""
    against = line.evidence.stance is Stance.AGAINST
    stance = ChipSpec(
        _("Against") if against else _("For"), icon="x" if against else "check", warns=against
    )
    chips = [stance]
    if line.is_withdrawn:
        chips.append(ChipSpec(_("withdrawn"), icon="eye-off", full=_("Consent is withdrawn")))
    chips += [
        ChipSpec(codes[slug].name, potential=slug, full=codes[slug].title)
        for slug in line.potentials
        if slug in codes
    ]
    if line.organisation:
        place = short_place(line.organisation)
        chips.append(ChipSpec(place, icon="map-pin", full=line.organisation))
    who = capital(word(line.role)) if line.role else _("No speaker")
    text = line.text if not line.evidence.note else f"{line.text} – {line.evidence.note}"
    when = format_date_short(line.starts)
    if line.at_ms is not None:
        when = format_offset(line.at_ms // 1000 * 1000)
    row = CardRow(who, f"{line.session_title} · {when}", text, chips=tuple(chips))
    return line.evidence.id, row
