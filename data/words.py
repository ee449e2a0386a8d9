"""Loads the catalogue of texts: Chinese as shipped, English as written in the code."""

from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from models import words

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
_COMPILED = "locale/zh_CN/LC_MESSAGES/desk.mo"


def use_language(language: str) -> None:
    """Show every text in this language from now on; `zh` or `en`."""
    words.install(_load(language))


def _load(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with files("data").joinpath(_COMPILED).open("rb") as compiled:
        return GNUTranslations(compiled)
