"""Potentials and organisations as people name them on the command line."""

from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase


def named_potentials(base: "KnowledgeBase", named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the slugs of potentials given by slug, number, key or short name."""
    codes = [code for codebook in base.codebooks.all() for code in codebook.potentials]
    slugs = []
    for name in named:
        sought = name.strip().casefold()
        found = next(
            (
                code.slug
                for code in codes
                if sought in (code.slug, str(code.number), code.name.casefold(), *code.keys)
            ),
            None,
        )
        if found is None:
            known = ", ".join(dict.fromkeys(code.slug for code in codes))
            sentence = _("There is no potential “{name}”; choose one of {known}.")
            raise KnownError(sentence.format(name=name, known=known))
        slugs.append(found)
    return tuple(slugs)


def named_organisations(base: "KnowledgeBase", named: tuple[str, ...]) -> tuple[str, ...]:
    """Return organisations by the name they have here."""
    names = []
    for name in named:
        organisation = base.organisations.named(name)
        if organisation is None:
            known = ", ".join(one.name for one in base.organisations.all())
            sentence = _("There is no organisation “{name}”; choose one of {known}.")
            raise KnownError(sentence.format(name=name, known=known))
        names.append(organisation.name)
    return tuple(names)
