"""The codes that reports count by, each once, in the order and the words people know."""

from flipdesk.domain.codebook import PATTERNS_AXIS, POTENTIALS_AXIS, TAGS_AXIS, Code
from flipdesk.domain.report import Scope
from flipdesk.i18n import N_, _, language
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.codebook_words import codebook_in

AXES = {
    POTENTIALS_AXIS: N_("Potentials"),
    "dimensions": N_("Dimensions"),
    PATTERNS_AXIS: N_("Patterns"),
    TAGS_AXIS: N_("Tags"),
}
"""The axes there are, by the word for each."""


def codes(base: KnowledgeBase, axis: str) -> tuple[Code, ...]:
    """Return the codes of an axis by their number: codebooks name the same ones the same way."""
    found: dict[str, Code] = {}
    for one in base.codebooks.all():
        for code in codebook_in(one, language()).axis(axis).codes:
            found.setdefault(code.slug, code)
    if axis != POTENTIALS_AXIS:
        return tuple(found.values())
    return tuple(sorted(found.values(), key=lambda code: (code.number or 99, code.slug)))


def potentials(base: KnowledgeBase, scope: Scope) -> tuple[Code, ...]:
    """Return the potentials a report is about."""
    every = codes(base, POTENTIALS_AXIS)
    return tuple(one for one in every if one.slug in (scope.potentials or (one.slug,)))


def digit_of(code: Code) -> str:
    """Return the number of a potential as text, "" for what has none."""
    return "" if code.number is None else str(code.number)


def axis_word(axis: str) -> str:
    """Return what an axis is called."""
    return _(AXES.get(axis, axis))
