"""Identity documents (证件): which kind a number is, and whether it can be trusted.

The check digit warns and never blocks (domain 13); a number that a spreadsheet has rounded
is refused and never guessed. An identity number is never needed for a repair.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.errors import InputError
from models.text import folded
from models.words import N_


class IdKind(StrEnum):
    """The kinds of document (证件种类); the value is what the store keeps."""

    IDENTITY_CARD = "identity_card"
    RESIDENCE_PERMIT = "residence_permit"
    HONGKONG_MACAO_PERMIT = "hongkong_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    PASSPORT = "passport"
    PERMANENT_RESIDENCE = "permanent_residence"
    MILITARY = "military"
    COMPANY = "company"
    OTHER = "other"


KIND_NAMES = {
    IdKind.IDENTITY_CARD: N_("identity card"),
    IdKind.RESIDENCE_PERMIT: N_("residence permit for Hong Kong, Macao and Taiwan"),
    IdKind.HONGKONG_MACAO_PERMIT: N_("travel permit for Hong Kong and Macao residents"),
    IdKind.TAIWAN_PERMIT: N_("travel permit for Taiwan residents"),
    IdKind.PASSPORT: N_("passport"),
    IdKind.PERMANENT_RESIDENCE: N_("permanent residence of a foreigner"),
    IdKind.MILITARY: N_("military papers"),
    IdKind.COMPANY: N_("company's uniform credit code"),
    IdKind.OTHER: N_("other papers"),
}

CHECK_DIGIT_WRONG = N_("The check digit does not fit; compare it with the document")
DATE_WRONG = N_("The date of birth in it does not exist; compare it with the document")
OLD_NUMBER = N_("This is an old number of 15 digits; ask for the present card")
UNKNOWN = N_("No document has a number of this shape; compare it with the document")

_LONGEST = 40
_EXACT = 10**15  # a spreadsheet keeps 15 digits; from here on it has rounded
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_COMPANY_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?E[+]?\d+")
_CARD = re.compile(r"[1-9]\d{16}[\dX]")
_OLD_CARD = re.compile(r"[1-9]\d{14}")
_SHAPES = (
    (IdKind.HONGKONG_MACAO_PERMIT, re.compile(r"[HM](?:\d{8}|\d{10})")),
    (IdKind.TAIWAN_PERMIT, re.compile(r"\d{8}|\d{10}(?:\([A-Z\d]\)|[A-Z])?")),
    (IdKind.PERMANENT_RESIDENCE, re.compile(r"[A-Z]{3}\d{12}")),
    (IdKind.MILITARY, re.compile(r"[\u4e00-\u9fff]{1,2}字?第?\d{6,8}号?")),
    (IdKind.PASSPORT, re.compile(r"[A-Z]{1,2}\d{6,9}|\d{9}")),
)


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number as it is kept, its kind, and what a person should look at (msgids)."""

    kind: IdKind
    number: str
    warnings: tuple[str, ...] = ()


def parse_identity(value: object) -> IdentityNumber:
    """The document number of a field or a cell. Raises InputError when it is beyond repair."""
    if destroyed(value):
        raise InputError(N_("The spreadsheet has rounded this number; copy it from the paper"))
    text = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
    number = re.sub(r"[\s-]+", "", folded(text)).upper().replace("×", "X").lstrip("'")
    if not number or len(number) > _LONGEST:
        raise InputError(N_("Type the number of the document"))
    kind = _kind(number)
    return IdentityNumber(kind, number, tuple(_warnings(kind, number)))


def destroyed(value: object) -> bool:
    """Whether a spreadsheet rounded it: 17 or 18 digits kept as a number lose the last three."""
    if isinstance(value, bool):
        return False
    if isinstance(value, float):
        return not abs(value) < _EXACT
    text = folded(str(value)).upper().replace(" ", "")
    if _SCIENTIFIC.fullmatch(text):
        return True
    digits = text.removesuffix(".0")
    if not re.fullmatch(r"[1-9]\d{16,}", digits):
        return False
    return digits != text or (digits.endswith("000") and not _checked(digits))


def check_digit(number: str) -> str:
    """The 18th sign that the first 17 digits ask for (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11]


def company_check_sign(code: str) -> str:
    """The 18th sign of a uniform credit code (GB 32100: MOD 31)."""
    total = sum(
        _COMPANY_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17])
    )
    return _COMPANY_SIGNS[-total % 31]


def _checked(digits: str) -> bool:
    return _is_card_checked(digits) or _is_company_checked(digits)


def _is_card_checked(number: str) -> bool:
    return _CARD.fullmatch(number) is not None and check_digit(number) == number[17]


def _is_company_checked(code: str) -> bool:
    return _is_company_shape(code) and company_check_sign(code) == code[17]


def _is_company_shape(code: str) -> bool:
    return re.fullmatch(rf"[1-9A-Y][1-9][0-9]{{6}}[{_COMPANY_SIGNS}]{{10}}", code) is not None


def _kind(number: str) -> IdKind:
    if _CARD.fullmatch(number):
        return _kind_of_eighteen(number)
    if _OLD_CARD.fullmatch(number):
        return IdKind.IDENTITY_CARD
    if _is_company_shape(number):
        return IdKind.COMPANY
    return next((kind for kind, shape in _SHAPES if shape.fullmatch(number)), IdKind.OTHER)


def _kind_of_eighteen(number: str) -> IdKind:
    """Cards, permits and companies may all be 18 digits; no region's number begins with 9."""
    if re.match(r"8[123]0000", number):
        return IdKind.RESIDENCE_PERMIT
    if not number.startswith("9"):
        return IdKind.IDENTITY_CARD
    if _is_company_checked(number) or not _born(number):
        return IdKind.COMPANY
    return IdKind.PERMANENT_RESIDENCE


def _warnings(kind: IdKind, number: str) -> list[str]:
    if kind is IdKind.OTHER:
        return [UNKNOWN]
    if _OLD_CARD.fullmatch(number):
        return [OLD_NUMBER]
    if kind is IdKind.COMPANY:
        return [] if _is_company_checked(number) else [CHECK_DIGIT_WRONG]
    if not _CARD.fullmatch(number):
        return []
    found = [] if _is_card_checked(number) else [CHECK_DIGIT_WRONG]
    return found if _born(number) else [*found, DATE_WRONG]


def _born(number: str) -> bool:
    """Whether its seventh to fourteenth digits are a date people now living can have."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1850 <= born.year <= 2100  # noqa: PLR2004 - wide enough for any living person
