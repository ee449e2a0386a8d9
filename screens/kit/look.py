"""Two looks: true colour, and the terminal's own sixteen."""

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="desk-dark",
    primary="#5aa9e6",
    secondary="#8ecae6",
    warning="#f4a259",
    error="#ff7b72",
    success="#7bd389",
    accent="#f4a259",
    foreground="#e6e6e6",
    background="#14181d",
    surface="#14181d",
    panel="#1f2730",
    dark=True,
    variables={
        "bar": "#24303c",
        "quiet": "#9aa5b1",
        "field": "#1f2730",
        "field-focus": "#2c3a49",
        "chosen": "#2b4a66",
        "chosen-text": "#ffffff",
        "rule": "#4a5765",
    },
)

SIXTEEN = Theme(
    name="desk-16",
    ansi=True,
    primary="ansi_bright_cyan",
    secondary="ansi_cyan",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
    success="ansi_bright_green",
    accent="ansi_bright_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "bar": "ansi_default",
        "quiet": "ansi_default",
        "field": "ansi_default",
        "field-focus": "ansi_default",
        "chosen": "ansi_white",
        "chosen-text": "ansi_black",
        "rule": "ansi_default",
        "border-blurred": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-selection-background": "ansi_white",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_white",
        "screen-selection-foreground": "ansi_black",
    },
)

LOOKS = (DARK, SIXTEEN)


def choose(environ: Mapping[str, str]) -> str:
    """The look this terminal can show: `desk-dark` where 256 colours are promised, else `desk-16`."""
    terminal = environ.get("TERM", "")
    if environ.get("NO_COLOR") or terminal in {"dumb", "linux", "vt100", "vt220"}:
        return SIXTEEN.name
    if environ.get("COLORTERM", "") in {"truecolor", "24bit"} or "256" in terminal:
        return DARK.name
    return DARK.name if environ.get("WT_SESSION") else SIXTEEN.name
