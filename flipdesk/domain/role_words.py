"""From the words that stand in lists of people to a role; Danish titles first."""

from flipdesk.domain.vocabulary import Role

_STEMS: tuple[tuple[str, Role], ...] = (
    ("vidensmægler", Role.KNOWLEDGE_BROKER),
    ("knowledge broker", Role.KNOWLEDGE_BROKER),
    ("virksomhedskonsulent", Role.EMPLOYER_CONSULTANT),
    ("virksomhedsrådgiver", Role.EMPLOYER_CONSULTANT),
    ("employer consultant", Role.EMPLOYER_CONSULTANT),
    ("mentor", Role.MENTOR),
    ("teamleder", Role.TEAM_LEADER),
    ("team leader", Role.TEAM_LEADER),
    ("gruppeleder", Role.TEAM_LEADER),
    ("faglig leder", Role.TEAM_LEADER),
    ("direktør", Role.DIRECTOR),
    ("director", Role.DIRECTOR),
    ("politiker", Role.POLITICIAN),
    ("politician", Role.POLITICIAN),
    ("byrådsmedlem", Role.POLITICIAN),
    ("udvalgsformand", Role.POLITICIAN),
    ("borgmester", Role.POLITICIAN),
    ("rådmand", Role.POLITICIAN),
    ("evaluator", Role.EVALUATOR),
    ("forsker", Role.RESEARCHER),
    ("forskning", Role.RESEARCHER),
    ("research", Role.RESEARCHER),
    ("professor", Role.RESEARCHER),
    ("lektor", Role.RESEARCHER),
    ("adjunkt", Role.RESEARCHER),
    ("postdoc", Role.RESEARCHER),
    ("ph.d", Role.RESEARCHER),
    ("phd", Role.RESEARCHER),
    ("afdelingsleder", Role.MANAGER),
    ("mellemleder", Role.MANAGER),
    ("områdeleder", Role.MANAGER),
    ("centerleder", Role.MANAGER),
    ("chef", Role.MANAGER),
    ("manager", Role.MANAGER),
    ("sagsbehandler", Role.CASEWORKER),
    ("caseworker", Role.CASEWORKER),
    ("case worker", Role.CASEWORKER),
    ("rådgiver", Role.CASEWORKER),
    ("frontlinje", Role.CASEWORKER),
    ("beskæftigelseskonsulent", Role.CASEWORKER),
    ("jobkonsulent", Role.EMPLOYER_CONSULTANT),
)
_WHOLE = {"leder": Role.MANAGER, "andet": Role.OTHER, "anden": Role.OTHER, "other": Role.OTHER}


def role_of(words: str) -> Role | None:
    """Return the role that a title stands for, None when it says none that is known."""
    said = " ".join(words.split()).casefold()
    if said in _WHOLE:
        return _WHOLE[said]
    return next((role for stem, role in _STEMS if stem in said), None)
