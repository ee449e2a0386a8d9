"""Long lines folded at a pane's edge: between any two Hanzi, between words of other scripts."""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from rich.cells import cell_len

_CLOSING = frozenset({"Pe", "Pf", "Po"})
_WIDE = frozenset({"W", "F"})


def folded(line: str, width: int) -> list[str]:
    """The line in pieces of at most so many cells.

    A closing sign does not begin a piece, and a word is broken only where it fills more than one.
    """
    pieces, used = [""], 0
    for atom in _atoms(line):
        cells = cell_len(atom)
        if used + cells > width and used:
            pieces.append("")
            used, atom = 0, atom.lstrip(" ")  # noqa: PLW2901 - a piece does not begin with a blank
            cells = cell_len(atom)
        for letter in atom if cells > width else [atom]:
            cells = cell_len(letter)
            if used + cells > width and used:
                pieces.append("")
                used = 0
            pieces[-1] += letter
            used += cells
    return pieces


def _atoms(line: str) -> Iterator[str]:
    """What stays together: a word, or a wide letter, with the blanks before and signs after it."""
    atom = ""
    for letter in line:
        if atom and _parts(atom[-1], letter):
            yield atom
            atom = ""
        atom += letter
    if atom:
        yield atom


def _parts(before: str, letter: str) -> bool:
    """Whether a line may end between these two."""
    if letter == " ":
        return before != " "
    if before == " ":
        return False
    wide = _WIDE & {east_asian_width(before), east_asian_width(letter)}
    return bool(wide) and category(letter) not in _CLOSING
