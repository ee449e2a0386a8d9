"""Data never reaches a widget as a plain `str`, which textual would parse as markup.

Screens say what they say through `screens/kit/`: `Words`, `text`, `cell`, rows, lists, fields.
Outside it, nothing that takes a `str` as markup may be named at all.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREENS = sorted((ROOT / "screens").rglob("*.py"))
KIT = ROOT / "screens" / "kit"

# Widgets of textual parse what they are given; the kit has one for each need.
FORBIDDEN_MODULES = ("textual.widgets", "rich.markup", "textual.markup", "rich.prompt")
FORBIDDEN_CALLS = {"from_markup", "notify", "escape"}
FORBIDDEN_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "placeholder"}
# Inside the kit two widgets are built on, each handed nothing but Content.
NOTHING: frozenset[str] = frozenset()
ALLOWED_IN_KIT = {
    "text.py": frozenset({"textual.widgets"}),
    "fields.py": frozenset({"textual.widgets", "textual.widgets.input"}),
    "note.py": frozenset({"textual.widgets", "textual.widgets.text_area"}),
}


def offences(source: str, allowed: frozenset[str] = NOTHING) -> Iterator[str]:
    """What in this source could hand a `str` to a parser of markup."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                for name in names:
                    yield from _module(name.name, allowed)
            case ast.ImportFrom(module=str(module)):
                yield from _module(module, allowed)
            case ast.Call():
                yield from _call(node)
            case ast.Assign(targets=[ast.Attribute(attr=name)]) if name in FORBIDDEN_ATTRIBUTES:
                yield f".{name} = is parsed as markup"
            case ast.FunctionDef(name="render", returns=returns):
                if not (isinstance(returns, ast.Name) and returns.id == "Content"):
                    yield "render() must be annotated to return Content"


def _call(node: ast.Call) -> Iterator[str]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if name in FORBIDDEN_CALLS:
        yield f"{name}() takes markup"
    for keyword in node.keywords:
        if keyword.arg == "markup" and not _is_false(keyword.value):
            yield "markup= other than False"


def _module(module: str, allowed: frozenset[str]) -> Iterator[str]:
    if module.startswith(FORBIDDEN_MODULES) and module not in allowed:
        yield f"imports {module}"


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_screens_hand_data_to_widgets_through_the_kit_only(path: Path) -> None:
    allowed = ALLOWED_IN_KIT.get(path.name, NOTHING) if path.parent == KIT else NOTHING
    assert list(offences(path.read_text(encoding="utf-8"), allowed)) == []


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Static",
        "import textual.widgets",
        "self.notify(name)",
        "Content.from_markup(name)",
        "Words(name, markup=True)",
        "box.border_title = name",
        "def render(self): return name",
        "def render(self) -> str: return name",
    ],
)
def test_the_rule_sees(source: str) -> None:
    assert list(offences(source))
