"""Saying of something that is missing that it may stay so, and why."""

from collections.abc import Sequence

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import SessionId, SetAsideId, new_guid
from flipdesk.domain.set_aside import SetAside
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class SettingAside:
    """One row a subject, so that what is missing later in another one shows again."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def set_aside(
        self, session_id: SessionId, lack: str, subjects: Sequence[str], reason: str = ""
    ) -> Step:
        """Let something that is missing in these notes or people need nobody any more."""
        known = {(one.lack, one.subject_id) for one in self._base.set_asides.of_session(session_id)}
        changes = Changes()
        with self._base.atomic():
            for subject_id in dict.fromkeys(subjects):
                if (lack, subject_id) not in known:
                    position = self._base.set_asides.next_position(session_id)
                    one = SetAside(
                        SetAsideId(new_guid()), session_id, position, lack, subject_id, reason
                    )
                    changes += self._base.set_asides.add(one)
        return step(_("set aside"), changes)

    def bring_back(self, session_id: SessionId, lack: str, subjects: Sequence[str]) -> Step:
        """Let what was set aside be seen to after all."""
        changes = Changes()
        with self._base.atomic():
            for one in self._base.set_asides.of_session(session_id):
                if one.lack == lack and one.subject_id in subjects:
                    changes += self._base.set_asides.delete(one.id)
        return step(_("bring back"), changes)
