"""A scene drafted from reflections: a moment to be seen, in which nobody can be known (R44)."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import ReflectionId, SessionId
from flipdesk.domain.placing import Places
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, ReflectionKind, Role
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.withheld import Withheld, WithheldReason
from flipdesk.i18n import N_, _, ngettext, speaking
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.minutes_voices import Voice, Voices
from flipdesk.services.nameless import Nameless, gives_away

_SAYS = {
    ReflectionKind.QUOTE: N_("{who} says: “{text}”"),
    ReflectionKind.DILEMMA: N_("{who} is torn: {text}"),
    ReflectionKind.EXAMPLE: N_("{who} tells: {text}"),
    ReflectionKind.QUESTION: N_("{who} asks: {text}"),
    ReflectionKind.RESEARCH_INPUT: N_("{who} adds from research: {text}"),
    ReflectionKind.CONCLUSION: N_("They end up here: {text}"),
}
_THINKS = N_("{who}: {text}")
_ONE = {
    Role.KNOWLEDGE_BROKER: N_("A knowledge broker"),
    Role.CASEWORKER: N_("A caseworker"),
    Role.EMPLOYER_CONSULTANT: N_("An employer consultant"),
    Role.MENTOR: N_("A mentor"),
    Role.TEAM_LEADER: N_("A team leader"),
    Role.MANAGER: N_("A manager"),
    Role.DIRECTOR: N_("A director"),
    Role.POLITICIAN: N_("A politician"),
}
_NOON = 12
_FEW = 3
"""Fewer of a voice than this are not counted out: the number itself could point at somebody."""


@dataclass(frozen=True, slots=True)
class SceneDraft:
    """The text of a scene to go on writing on, what it was made from, and what had to stay out."""

    text: str
    used: tuple[ReflectionId, ...]
    withheld: tuple[Withheld, ...] = ()


class Scenes:
    """Drafts only: the words are somebody's to finish, and the gate reads them before they go."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def draft(self, reflections: Sequence[ReflectionId], *, in_language: str = "da") -> SceneDraft:
        """Return a draft of these reflections, in the order they were said, session by session.

        What the speaker, or the kind of note, does not let out of the room is left out and told.
        """
        wanted = set(reflections)
        found = [one for one in map(self._base.reflections.get, wanted) if one is not None]
        sessions = sorted(
            {one.session_id for one in found}, key=lambda one: (self._starts(one), one)
        )
        parts: list[str] = []
        used: list[ReflectionId] = []
        withheld: list[Withheld] = []
        with speaking(in_language):
            for session_id in sessions:
                scene = _Scene.of(self._base.record(session_id))
                told, kept = scene.sorted(wanted)
                withheld += kept
                if told:
                    parts += [scene.opening(), *map(scene.line, told)]
                    used += [one.id for one in told]
        return SceneDraft("\n\n".join(parts), tuple(used), tuple(withheld))

    def _starts(self, session_id: SessionId) -> datetime:
        session = self._base.sessions.get(session_id)
        assert session is not None
        return session.starts


@dataclass(frozen=True, slots=True)
class _Scene:
    """One session as those may see it who were not there."""

    record: SessionRecord
    voices: Voices
    nameless: Nameless
    roles: Counter[Role]

    @classmethod
    def of(cls, record: SessionRecord) -> "_Scene":
        came = [one for one in record.participants if one.attendance.came]
        voices = Voices.of(record, Audience.SUMMARY)
        roles = Counter(one.role for one in came)
        return cls(record, voices, Nameless.of(record.participants), roles)

    def sorted(self, wanted: Collection[ReflectionId]) -> tuple[list[Reflection], list[Withheld]]:
        """Return what may be told in the order it was said, and what may not."""
        places = Places(self.record)
        told: list[Reflection] = []
        withheld: list[Withheld] = []
        for one in sorted(self.record.reflections, key=places.place):
            if one.id in wanted:
                reason = self._reason(one)
                if reason is None:
                    told.append(one)
                else:
                    withheld.append(Withheld(one.id, one.kind, one.text, reason))
        return told, withheld

    def opening(self) -> str:
        """Return where one is, without a day, a place or a title."""
        starts = self.record.session.starts.astimezone(zone_info(self.record.session.zone))
        when = _("It is morning") if starts.hour < _NOON else _("It is afternoon")
        research = sum(count for role, count in self.roles.items() if role.is_research)
        practice = self.roles.total() - research
        sentence = _("{when}. Round the table sit {practice} and {research}.")
        return sentence.format(
            when=when, practice=_how_many_from_practice(practice), research=_researchers(research)
        )

    def line(self, reflection: Reflection) -> str:
        """Return one line of the scene."""
        text = self.nameless.text(reflection.text)
        words = _(_SAYS.get(reflection.kind, _THINKS))
        return words.format(who=self._who(reflection), text=text)

    def _who(self, reflection: Reflection) -> str:
        person = self.record.participant(reflection.speaker_id)
        voice = self.voices.voice(reflection)
        if voice is Voice.RESEARCH:
            return _("One of the researchers")
        if person is None or self.roles[person.role] < _FEW or person.role not in _ONE:
            return _("One of those from practice") if person else _("Somebody at the table")
        return _(_ONE[person.role])

    def _reason(self, reflection: Reflection) -> WithheldReason | None:
        reason = self.voices.withheld(reflection)
        if reason is not None:
            return reason
        came = [one for one in self.record.participants if one.attendance.came]
        speaker = self.record.participant(reflection.speaker_id)
        if gives_away(reflection.text, speaker, came):
            return WithheldReason.KNOWN_BY_ROLE
        return None


def _how_many_from_practice(count: int) -> str:
    if count < _FEW:
        return _("a few from practice")
    return ngettext("{n} from practice", "{n} from practice", count).format(n=count)


def _researchers(count: int) -> str:
    if count < _FEW:
        return _("a few researchers")
    return ngettext("{n} researcher", "{n} researchers", count).format(n=count)
