"""What one means on the command line by a potential, an organisation, or a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

DAY = click.DateTime(formats=["%Y-%m-%d"])


def day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def potentials(base: "KnowledgeBase", named: Sequence[str]) -> tuple[str, ...]:
    """Return the slugs of potentials given by slug, number, key or short name.

    Raises:
        KnownError: there is none of that name.
    """
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


def organisations(base: "KnowledgeBase", named: Sequence[str]) -> tuple[str, ...]:
    """Return organisations by the name they have here; raises as `potentials` does."""
    names = []
    for name in named:
        organisation = base.organisations.named(name)
        if organisation is None:
            known = ", ".join(one.name for one in base.organisations.all())
            sentence = _("There is no organisation “{name}”; choose one of {known}.")
            raise KnownError(sentence.format(name=name, known=known))
        names.append(organisation.name)
    return tuple(names)
