"""Secrets (口令): what may be one, and how it is kept and checked (trust.md, Staff).

A password opens the day; six digits are a PIN, which is checked faster because it is typed
all day long. What is kept is an argon2 hash behind the name of its kind: `pin$argon2id$…`.
"""

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING
from unicodedata import normalize

from models.errors import InputError
from models.words import N_

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PASSWORD, PIN = "password", "pin"

_COST = {PASSWORD: (3, 64 * 1024, 4), PIN: (2, 19 * 1024, 1)}
"""Rounds, memory in KiB and lanes of each kind: 189 ms and 37 ms on the office's PC."""

PIN_LENGTH = 6
SHORTEST, LONGEST = 8, 128
CLASSES = 3
_SALT_BYTES = 16
_DIGITS = 10
_TELLING = 4
"""A staff number this long may not stand in a PIN."""

_LOWER, _UPPER, _FIGURES = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
"""Letters and digits that nobody mistakes for one another on paper."""


def plain(typed: str) -> str:
    """The secret as every keyboard types it: an input method's full-width digits are digits."""
    return normalize("NFKC", typed).encode(errors="backslashreplace").decode()


def kind_of(typed: str) -> str:
    """Whether it is a PIN or a password; a PIN is six digits and nothing else."""
    return PIN if len(typed) == PIN_LENGTH and typed.isdecimal() else PASSWORD


def check_secret(typed: str, no: str, phone: str = "") -> None:
    """Raise `InputError` unless this may be the secret of the person with this number."""
    secret = plain(typed)
    if kind_of(secret) == PIN:
        _check_pin(secret, no, phone)
    else:
        _check_password(secret, no)


def _check_pin(pin: str, no: str, phone: str) -> None:
    steps = {(int(after) - int(before)) % _DIGITS for before, after in pairwise(pin)}
    if steps <= {1} or steps <= {_DIGITS - 1}:
        raise InputError(N_("This PIN is a run of digits; choose another"), "secret")
    if any(pin == pin[:part] * (PIN_LENGTH // part) for part in (1, 2, 3)):
        raise InputError(N_("This PIN repeats itself; choose another"), "secret")
    own = len(no) >= _TELLING and no in pin
    if own or pin == no.rjust(PIN_LENGTH, "0") or (phone and phone.endswith(pin)):
        raise InputError(N_("This PIN is your own number; choose another"), "secret")


def _check_password(password: str, no: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            N_("A secret is six digits, or at least {shortest} characters"),
            "secret",
            shortest=SHORTEST,
        )
    classes = {_class(letter) for letter in password}
    if len(classes) < CLASSES:
        raise InputError(
            N_("A password mixes three of: small letters, capitals, digits, other signs"), "secret"
        )
    if len(no) >= _TELLING and password.casefold().startswith(no.casefold()):
        raise InputError(N_("A password must not begin with your own number"), "secret")


def _class(letter: str) -> str:
    if letter.isdecimal():
        return "digit"
    if letter.islower():
        return "small"
    return "capital" if letter.isupper() else "other"


def one_time_secret(random: Random) -> str:
    """A secret to be handed over on paper and changed at the first sign-in."""
    parts = (
        random.choice(_UPPER) + "".join(random.choices(_LOWER, k=3)),
        "".join(random.choices(_FIGURES, k=4)),
        "".join(random.choices(_LOWER, k=4)),
    )
    return "-".join(parts)


def keep(typed: str, random: Random) -> str:
    """What is kept of a secret."""
    secret = plain(typed)
    kind = kind_of(secret)
    return kind + _hasher(kind).hash(secret, salt=random.randbytes(_SALT_BYTES))


def matches(kept: str, typed: str) -> bool:
    """Whether this is the secret that was kept; takes its time, and may run in any thread.

    The work depends on what was typed alone: an account that does not exist (`kept` empty) or
    has the other kind of secret costs the same look.
    """
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - 15 ms

    secret = plain(typed)
    kind = kind_of(secret)
    kept_kind, dollar, hashed = kept.partition("$")
    hasher = _hasher(kind)
    if kept_kind != kind:
        hasher.hash(secret)
        return False
    try:
        return hasher.verify(dollar + hashed, secret)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was kept at another cost than today's."""
    kind, dollar, hashed = kept.partition("$")
    return _hasher(kind).check_needs_rehash(dollar + hashed)


def _hasher(kind: str) -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - 15 ms that only a sign-in pays

    return PasswordHasher(*_COST[kind])
