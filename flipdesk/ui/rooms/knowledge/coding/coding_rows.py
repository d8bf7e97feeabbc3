"""What is coded and how it is coded, as rows of lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flipdesk.domain.codebook import Code, Codebook
from flipdesk.domain.coding import CodedKind, Coder, Coding
from flipdesk.domain.ids import CoderId
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.models.hits_model import CardRow
from flipdesk.ui.rooms.knowledge.coding.subjects import Subject
from flipdesk.ui.widgets.chip import ChipSpec


@dataclass(frozen=True, slots=True)
class CodeName:
    """A code that can be given: its axis, its slug, and what it is called."""

    axis: str
    code: str
    name: str
    potential: str = ""

    @property
    def chip(self) -> ChipSpec:
        return ChipSpec(self.name[:16], potential=self.potential, full=self.name)


def code_names(codebook: Codebook, used: Sequence[Coding]) -> tuple[CodeName, ...]:
    """Return the codes of a codebook, potentials first, and free tags that were given before."""
    found = {
        (axis.key, code.slug): CodeName(axis.key, code.slug, code.name, _potential(axis.key, code))
        for axis in codebook.axes
        for code in axis.codes
    }
    for one in used:
        found.setdefault((one.axis, one.code), CodeName(one.axis, one.code, one.code))
    return tuple(found.values())


def _potential(axis: str, code: Code) -> str:
    return code.slug if axis == "potentials" else ""


def text_row(
    subject: Subject, record: SessionRecord, shown: Sequence[Coding], names: Mapping[str, CodeName]
) -> tuple[str, CardRow]:
    """Return the row of a text or of a stretch of sound with the codes that are shown of it."""
    codes = dict.fromkeys(f"{one.axis}/{one.code}" for one in shown)
    chips = tuple(names[key].chip for key in codes if key in names)
    when = "" if subject.at_ms is None else format_offset(subject.at_ms // 1000 * 1000)
    return subject.id, CardRow(_who(subject, record), when, subject.text, chips=chips)


def _who(subject: Subject, record: SessionRecord) -> str:
    if subject.kind is CodedKind.SOUND:
        return _("Sound")
    person = record.participant(subject.speaker_id)
    if subject.kind is CodedKind.OUTCOME:
        return _("Outcome")
    return capital(word(person.role)) if person else _("No speaker")


def coding_row(
    coding: Coding, coder: str, name: str, memo: str, *, is_own: bool
) -> tuple[str, CardRow]:
    """Return the row of one coding: the code, the coder, the words."""
    if coding.has_lost_its_words:
        words = _("Its words are gone: “{quote}”").format(quote=coding.quote)
    elif coding.kind is CodedKind.SOUND:
        words = ""
    elif coding.is_whole:
        words = _("The whole text")
    else:
        words = _("“{quote}”").format(quote=coding.quote)
    chips = (ChipSpec(_("memo"), icon="pencil", full=memo),) if memo else ()
    source = coder if not is_own else _("{coder} (you)").format(coder=coder)
    return coding.id, CardRow(name, source, f"{words} {memo}".strip(), chips=chips)


def hidden_words(codings: Sequence[Coding], coders: Sequence[Coder], own: CoderId | None) -> str:
    """Return whose work blind coding hides: it is there, and never silently away."""
    others = {one.coder_id for one in codings if one.coder_id != own}
    count = len([one for one in coders if one.id in others])
    words = ngettext("{count} coder is hidden", "{count} coders are hidden", count)
    return words.format(count=count) if count else ""
