"""CPR numbers, telephone numbers and e-mail addresses in free text.

A CPR number is DDMMYY-NNNN with a date that exists. Since 2007 modulus 11 need not hold
(cpr.dk, "Personnumre uden kontrolciffer"), so it only tips the scale where the digits can be
something else: a day with a time, or the number of a case.
"""

import re
from collections.abc import Iterator
from datetime import date

from flipdesk.domain.trace import Trace, TraceKind

_CPR = re.compile(
    r"(?<![\d.,/-])(\d{2})([.\-/ ]?)(\d{2})\2((?:19|20)?\d{2})"
    r"([ \u00a0]?[-–][ \u00a0]?|[ \u00a0]|)(\d{4}|[xX*]{4})(?![\d]|[.,]\d|-\d)"
)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_PHONE = re.compile(
    r"(?<![\d.,/\-+])((?:\(?\+45\)?|0045)[ \u00a0-]?)?"
    r"(\d{8}|\d{2}([ \u00a0.-])\d{2}\3\d{2}\3\d{2}|\d{4}([ \u00a0-])\d{4}|\d{3} \d{2} \d{3}"
    r"|\d{2} \d{3} \d{3})(?![\d]|[.,:]\d|[-/]\d)"
)
_FOREIGN = re.compile(r"(?<![\d+])(?:\+|00)[1-9]\d{0,2}(?:[ \u00a0-]?\d){6,12}(?!\d)")
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w+-][\w.+-]{0,63}@[^\W_](?:[\w-]{0,62})(?:\.[^\W_][\w-]{0,62}){1,5}"
)
_NUMBER_OF = re.compile(
    r"(?:cvr|ean|sags?|sagen|journal|j|faktura|konto|ordre|reg|bilags?|løbe|serie|isbn|issn|doi|id"
    r"|varenummer)[\s.\-]*(?:n(?:umme)?r|no|id)?[.:#\s]*$",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?:tlf|tel|telefon\w*|mobil\w*|mob|ring\w*(?: \w+){0,3}|sms\w*|nummer\w*|træffes på)"
    r"[.:\s]*(?:er\s+|på\s+|til\s+)?$",
    re.IGNORECASE,
)
_CPR_WORD = re.compile(r"(?:cpr|personnummer\w*|født|fødselsnummer)[\w.\-:]*\s*(?:\w+\s+)?$", re.I)
_DAY_WORD = re.compile(r"(?:\bden|\bd\.|dato\w*|fil\w*|optag\w*)[\s:]*$", re.IGNORECASE)
_MONEY = re.compile(r"[ \u00a0]?(?:kr\b|kroner|,-|mio|tkr|dkk|euro|€|%|borgere|personer)", re.I)
_BEFORE = 24


def cpr_numbers(text: str) -> Iterator[Trace]:
    """Yield the CPR numbers, also those with the last four digits masked."""
    for found in _CPR.finditer(text):
        day, month, year = int(found[1]), int(found[3]), found[4]
        if _is_date(day, month, year, found[6]) and not _is_other(text, found):
            yield Trace(TraceKind.CPR, found.start(), found.end())


def passes_modulus_11(digits: str) -> bool:
    """Return whether ten digits pass the control that held for all CPR numbers until 2007."""
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def phone_numbers(text: str) -> Iterator[Trace]:
    """Yield the telephone numbers: Danish ones in the groups in use, and those with a country."""
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[2])
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        is_said = bool(found[1]) or _TELEPHONE.search(before) is not None
        if is_said or (digits[0] in "23456789" and not _is_number(text, found, digits, before)):
            yield Trace(TraceKind.PHONE, found.start(), found.end())
    for found in _FOREIGN.finditer(text):
        if found[0].startswith("+") or _TELEPHONE.search(text[: found.start()][-_BEFORE:]):
            yield Trace(TraceKind.PHONE, found.start(), found.end())


def email_addresses(text: str) -> Iterator[Trace]:
    """Yield the e-mail addresses."""
    for found in _EMAIL.finditer(text):
        yield Trace(TraceKind.EMAIL, found.start(), found.end())


def _is_date(day: int, month: int, year: str, serial: str) -> bool:
    """Return whether there was such a day; which century it is, the seventh digit tells."""
    number = int(year)
    if len(year) == 2:
        seventh = serial[0]
        is_old = seventh in "0123" or (seventh in "49" and number > 36)
        number += 1900 if is_old or seventh in "xX*" or number > 57 else 2000
    try:
        date(number, month, day)
    except ValueError:
        return False
    return 1857 < number < 2058


def _is_other(text: str, found: re.Match[str]) -> bool:
    """Return whether the digits are rather a day with a time, or the number of something."""
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if not found[6].isdigit() or _CPR_WORD.search(before):
        return False
    digits = found[1] + found[3] + found[4][-2:] + found[6]
    if passes_modulus_11(digits) or "-" in found[5] or "–" in found[5]:
        has_points = found[2] not in ("", "-") and len(found[4]) == 4
        return has_points and _is_time(found[6]) and found[5].strip() == ""
    if _NUMBER_OF.search(before) or found[2] == " ":
        return True
    return _is_time(found[6]) and (found[5] != "" or _DAY_WORD.search(before) is not None)


def _is_time(digits: str) -> bool:
    return int(digits[:2]) < 25 and int(digits[2:]) < 60


def _is_number(text: str, found: re.Match[str], digits: str, before: str) -> bool:
    """Return whether eight digits are rather a date, years, money or the number of something."""
    if _NUMBER_OF.search(before) or _MONEY.match(text, found.end()):
        return True
    if found[4]:
        return found[4] == "-" or all(_is_year(part) for part in (digits[:4], digits[4:]))
    groups = found[2].split(" ")
    if len(groups) == 3 and len(groups[0]) == 2:
        return True
    if found[3] in (".", "-") and _is_day(digits[:2], digits[2:4]) and digits[4:6] in ("19", "20"):
        return True
    is_bare = len(found[2]) == 8
    return is_bare and (
        (_is_year(digits[:4]) and _is_day(digits[6:], digits[4:6]))
        or (_is_year(digits[4:]) and _is_day(digits[:2], digits[2:4]))
    )


def _is_year(digits: str) -> bool:
    return 1900 <= int(digits) <= 2099


def _is_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12
