"""Organisations: the other names they go by, and two that are really one."""

from dataclasses import replace

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.guest import same_name
from flipdesk.domain.ids import OrganisationId
from flipdesk.domain.organisation import Organisation
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class Organisations:
    """Changes to organisations; no two of them go by the same name."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def rename(self, organisation_id: OrganisationId, name: str) -> Step:
        """Call an organisation something else; the name it had becomes an alias.

        Raises:
            KnownError: the name is empty or that of another organisation.
        """
        before = self._organisation(organisation_id)
        name = self._free(name, before)
        store = self._base.organisations
        with self._base.atomic():
            changes = store.remove_alias(organisation_id, name)
            changes += store.save(replace(before, name=name))
            if same_name(name) != same_name(before.name):
                changes += store.add_alias(organisation_id, before.name)
        return step(_("rename {name}").format(name=before.name), changes)

    def add_alias(self, organisation_id: OrganisationId, alias: str) -> Step:
        """Let an organisation be found by another name, too.

        Raises:
            KnownError: the name is empty or that of an organisation already.
        """
        organisation = self._organisation(organisation_id)
        alias = self._free(alias, organisation)
        known = {same_name(one) for one in (organisation.name, *organisation.aliases)}
        changes = Changes()
        if same_name(alias) not in known:
            changes = self._base.organisations.add_alias(organisation_id, alias)
        return step(_("add the name {name}").format(name=alias), changes)

    def remove_alias(self, organisation_id: OrganisationId, alias: str) -> Step:
        changes = self._base.organisations.remove_alias(organisation_id, alias)
        return step(_("remove the name {name}").format(name=alias), changes)

    def merge(self, away: OrganisationId, into: OrganisationId) -> Step:
        """Make two organisations one: people, sessions and names of `away` go to `into`.

        Two people of the same name there become one, unless both take part in one session.
        """
        lost, kept = self._organisation(away), self._organisation(into)
        if away == into:
            raise KnownError(_("Choose another organisation: this one is itself already."))
        store = self._base.organisations
        known = {same_name(one) for one in (kept.name, *kept.aliases)}
        with self._base.atomic():
            changes = store.move_all(away, into)
            changes += self._base.template_uses.hand_on(away, into)
            changes += store.delete(away)
            for name in (lost.name, *lost.aliases):
                if same_name(name) not in known:
                    known.add(same_name(name))
                    changes += store.add_alias(into, name)
            changes += self._base.people.join_namesakes(into)
        label = _("merge {lost} into {kept}").format(lost=lost.name, kept=kept.name)
        return step(label, changes)

    def _free(self, name: str, mine: Organisation) -> str:
        name = " ".join(name.split())
        if not name:
            raise KnownError(_("An organisation needs a name."))
        other = self._base.organisations.named(name)
        if other is not None and other.id != mine.id:
            sentence = _("{name} is known already, as {organisation}. Merge the two instead.")
            raise KnownError(sentence.format(name=name, organisation=other.name))
        return name

    def _organisation(self, organisation_id: OrganisationId) -> Organisation:
        found = self._base.organisations.get(organisation_id)
        if found is None:
            raise BugError(f"no organisation {organisation_id}")
        return found
