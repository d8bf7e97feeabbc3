"""Our own Danish order agrees with Qt's collator, which follows the Unicode rules for Danish."""

from itertools import combinations

from PySide6.QtCore import QCollator, QLocale, Qt

from flipdesk.domain.danish import sort_key

NAMES = (
    "Aabenraa Aalborg Aarhus Allerød Assens Ballerup Billund Bornholm Brøndby Dragør Egedal "
    "Esbjerg Fanø Favrskov Faxe Fredensborg Gladsaxe Glostrup Greve Guldborgsund Herning "
    "Holstebro Hørsholm Ishøj Køge Læsø Nordby Odense Ringkøbing-Skjern Rødovre Samsø Silkeborg "
    "Sønderborg Tårnby Vesthimmerland Viborg Ærø Øster Åkær Århus Ødegård Müller Mylius Östergaard "
    "Andersen Aagaard Bæk Bjerre Zeuthen"
).split()


def test_order_agrees_with_the_collator() -> None:
    collator = QCollator(QLocale("da_DK"))
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    wrong = [
        (a, b)
        for a, b in combinations(NAMES, 2)
        if (sort_key(a) < sort_key(b)) != (collator.compare(a, b) < 0)
    ]
    assert wrong == []
