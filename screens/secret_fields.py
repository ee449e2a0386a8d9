"""A new secret, typed twice because nobody sees it."""

from typing import Any

from desk.secret import plain
from models.errors import InputError
from models.words import N_, _
from screens.kit.parsed import SecretField

_WIDTH = 20


def secret_fields(help_text: str = "") -> tuple[SecretField, SecretField]:
    """Two fields for one secret."""
    rule = _(N_("Six digits, or eight characters of three kinds: small, capital, digit, sign"))
    fields = (
        SecretField("secret", _("New secret"), help_text=help_text or rule),
        SecretField("again", _("Once more"), help_text=_(N_("The same secret again"))),
    )
    for field in fields:
        field.wide = False
        field.styles.width = _WIDTH
        field.hint(field.help_text)
    return fields


def typed_twice(values: dict[str, Any]) -> str:
    """The secret of both fields; raises `InputError` when they are not alike."""
    if plain(values["secret"]) != plain(values["again"]):
        raise InputError(N_("The two are not alike; type both again"), "again")
    return str(values["secret"])
