"""Every screen by its name, imported when it is first opened.

A screen knows neither the app nor another screen: it asks for one by name or function code.
"""

from importlib import import_module
from typing import Any, cast

from screens.counter import Counter
from screens.kit.screen import DeskScreen

SCREENS = {
    "sign_in": "screens.sign_in:SignInScreen",
    "home": "screens.home:HomeScreen",
    "intake": "screens.intake:IntakeScreen",
    "matter": "screens.matter:MatterScreen",
    "register": "screens.register:RegisterScreen",
    "dispatch": "screens.dispatch:DispatchScreen",
    "work": "screens.work:WorkScreen",
    "callbacks": "screens.callbacks:CallbacksScreen",
    "supervision": "screens.supervision:SupervisionScreen",
    "unit": "screens.unit:UnitScreen",
    "person": "screens.person:PersonScreen",
    "staff": "screens.staff:StaffScreen",
    "settings": "screens.settings:SettingsScreen",
    "reference": "screens.reference:ReferenceScreen",
    "roster": "screens.roster:RosterScreen",
    "keys": "screens.keys:KeysScreen",
}

BY_FUNCTION = {
    "11": "intake", "12": "intake", "13": "intake", "14": "intake", "15": "intake",
    "16": "intake", "19": "register", "21": "intake", "22": "dispatch", "23": "work",
    "24": "intake", "31": "unit", "32": "person", "41": "callbacks", "42": "register",
    "43": "register", "81": "supervision", "84": "staff", "90": "home", "91": "settings",
    "92": "roster", "97": "keys",
}  # fmt: skip
"""The screen of each function code; 95, 99 and 0 are commands of the app."""

ARGUMENTS: dict[str, dict[str, Any]] = {"42": {"queue": "promised"}, "43": {"queue": "late"}}
"""What a function's code says to its screen besides."""


def make(name: str, counter: Counter, **arguments: Any) -> DeskScreen:
    """The screen of this name at this counter: the one that was kept drawn, else a new one."""
    kept = counter.kept.get(name)
    if kept is not None and kept.again(**arguments):
        return cast("DeskScreen", kept)
    module, _colon, screen = SCREENS[name].partition(":")
    made: DeskScreen = getattr(import_module(module), screen)(counter, **arguments)
    return made
