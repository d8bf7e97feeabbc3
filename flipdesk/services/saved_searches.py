"""Keeping searches, to make them again."""

from dataclasses import replace

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SavedSearchId, new_guid
from flipdesk.domain.saved_search import Filters, SavedSearch
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class SavedSearches:
    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def keep(self, name: str, words: str, filters: Filters = ()) -> Step:
        """Keep a search; one of that name becomes this one.

        Raises:
            KnownError: it has no name.
        """
        name = " ".join(name.split())
        if not name:
            raise KnownError(_("Give the search a name."))
        store = self._base.saved_searches
        known = next((one for one in store.all() if one.name == name), None)
        if known is not None:
            changes = store.save(replace(known, words=words, filters=filters))
        else:
            changes = store.add(SavedSearch(SavedSearchId(new_guid()), name, words, filters))
        return step(_("keep the search “{name}”").format(name=name), changes)

    def forget(self, search_id: SavedSearchId) -> Step:
        """Keep a search no longer."""
        known = self._base.saved_searches.get(search_id)
        if known is None:
            raise BugError(f"no saved search {search_id}")
        label = _("forget the search “{name}”").format(name=known.name)
        return step(label, self._base.saved_searches.delete(search_id))
