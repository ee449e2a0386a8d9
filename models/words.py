"""The words on the screen: English in the code, translated at the moment they are shown.

The catalogue itself is loaded by `data.words`; until then every text is its own English.
"""

from gettext import NullTranslations

_catalogue: NullTranslations = NullTranslations()


def install(catalogue: NullTranslations) -> None:
    """From now on every text is shown in this catalogue's language."""
    global _catalogue  # noqa: PLW0603 - one language a process, chosen at its door
    _catalogue = catalogue


def language() -> str:
    """The language in use, `zh` or `en`."""
    return "zh" if _catalogue.info().get("language", "").startswith("zh") else "en"


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for this number of things, in the language in use."""
    return _catalogue.ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a constant for the catalogue; it is translated where it is shown."""
    return message
