"""Words and texts that look like Danish: stems that are inflected and joined, used as often as
people use words. The same seed gives the same texts.
"""

import itertools
import random
from collections.abc import Iterator

_SMALL = """
i og at det er en til på der som for af den med de han var ikke et jeg har men vi fra om kan blev
så hun skal vil havde sig man være efter ved over du også eller ud mange må to år sin hvor hvad
når op nu kun denne meget alle mod mere end under noget her da før få selv ind første kunne andre
jo hele bare deres skulle min går får dem tid ville sagde lige gør blive ja nej tror synes måde
mødet opgaven sammen snakker føler ser hører tænker svært godt bedre næste gang vigtigt spørgsmål
svar
""".split()
_NOUNS = """
borger inddragelse sag samtale kommune kompetence plan mål krav arbejde indsats virksomhed mentor
leder medarbejder rådgiver jobcenter ydelse forløb praktik møde viden forsker borgmester
lovgivning ret pligt støtte tillid ansvar relation metode redskab erfaring fælle helhed strategi
dialog proces skole hjem barn familie bolig økonomi helbred læge klinik afdeling team opgave ramme
tid ressource målgruppe ledig uddannelse lærling mester fag branche vækst ø å ære øvelse ånd ærme
åbning ændring udvikling undersøgelse vurdering beslutning aftale opfølgning tilbud mulighed
udfordring problem løsning idé forslag kritik ros konflikt magt rolle stemme fortælling historie
tekst bog brev system skærm data tal måling rapport analyse kvalitet værdi kultur sprog etik moral
dilemma balance retning bro vej gade by land region stat minister politik udvalg budget penge løn
skat pris rabat marked kunde vare butik bageri lager fabrik maskine værktøj bil bus tog cykel
rejse ferie fritid sport musik kunst
""".split()
_VERBS = """
inddrag arbejd samtal spørg svar lyt tal skriv læs mød støt hjælp vurder vælg beslut følg afklar
motivér opdag prøv øv ændr åbn træn lær undervis mål tæl regn køb sælg byg bær løft vend skift
start slut vent håb tro elsk frygt glem husk tænk føl mærk handl styr led del saml spred
""".split()
_ADJECTIVES = """
stor lille god dårlig ny gammel svær let åben lukket ærlig tydelig uklar vigtig ringe stærk svag
langsom hurtig tung fri bunden faglig social økonomisk politisk etisk moralsk menneskelig
borgernær
""".split()
_NOUN_ENDS = ("", "en", "er", "erne", "s", "ens", "ernes")
_VERB_ENDS = ("e", "er", "ede", "et", "ende", "ning", "ningen")
_ADJECTIVE_ENDS = ("", "t", "e", "ere", "est")
VOCABULARY, WORDS_A_TEXT = 290_000, 40


def vocabulary(size: int = VOCABULARY, seed: int = 20261122) -> list[str]:
    """Return different words, the most used first: small words, inflections, then compounds."""
    chance = random.Random(seed)
    plain = [f"{stem}{end}" for stem in _NOUNS for end in _NOUN_ENDS]
    plain += [f"{stem}{end}" for stem in _VERBS for end in _VERB_ENDS]
    plain += [f"{stem}{end}" for stem in _ADJECTIVES for end in _ADJECTIVE_ENDS]
    chance.shuffle(plain)
    found = dict.fromkeys([*_SMALL, *plain])
    while len(found) < size:
        parts = chance.choices((2, 3), (3, 1))[0]
        stems = [chance.choice(_NOUNS) for _part in range(parts)]
        word = chance.choice(("", "", "s")).join(stems) + chance.choice(_NOUN_ENDS)
        found[word] = None
    return list(found)


def texts(seed: int = 20261122) -> Iterator[str]:
    """Yield texts of about forty words without an end, in sentences with capitals and commas."""
    chance = random.Random(seed)
    words = vocabulary(seed=seed)
    weights = list(
        itertools.accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(1, len(words) + 1))
    )
    while True:
        drawn = iter(chance.choices(words, cum_weights=weights, k=100_000))
        while True:
            count = min(90, max(8, round(chance.gauss(WORDS_A_TEXT, 12))))
            text = list(itertools.islice(drawn, count))
            if len(text) < count:
                break
            yield _sentences(text)


def _sentences(words: list[str]) -> str:
    told = []
    for start in range(0, len(words), 11):
        sentence = words[start : start + 11]
        sentence[0] = sentence[0].capitalize()
        if len(sentence) > 8:
            sentence[4] += ","
        told.append(" ".join(sentence) + ".")
    return " ".join(told)
