"""The house rules that a machine can hold: floors, imports, texts, lengths."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from models.errors import DeskError
from tools import texts

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("models", "data", "desk", "screens")
HAN = re.compile("[\u3400-\u9fff]")


def sources(*floors: str) -> Iterator[Path]:
    for floor in floors:
        yield from (ROOT / floor).rglob("*.py")


def test_imports_run_down_the_floors_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports() == EXIT_STATUS_SUCCESS


def loaded_by(statement: str) -> set[str]:
    """The modules a fresh interpreter holds after this statement."""
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["find", "matters", "care", "office", "roster", "practice"])
def test_no_command_loads_the_screens(module: str) -> None:
    loaded = loaded_by(f"import desk.__main__, desk.commands.{module}")
    assert not {name for name in loaded if name.split(".")[0] in {"textual", "screens"}}


def test_the_app_opens_without_what_it_does_not_need_yet() -> None:
    loaded = loaded_by("import screens.app, screens.home")
    unwanted = {"pydantic", "argon2", "python_calamine", "xlsxwriter", "pypinyin", "psycopg"}
    assert not unwanted & loaded


def literals(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    } | {
        # A string standing alone documents the name above it.
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node.value


def test_no_chinese_is_written_into_screens_or_procedures() -> None:
    found = [
        (str(path.relative_to(ROOT)), text)
        for path in sources("desk", "screens")
        if "demo" not in path.parts  # the practice estate is data
        for text in literals(path)
        if HAN.search(text)
    ]
    assert found == []


def test_no_text_hides_inside_an_f_string_where_the_catalogue_does_not_see_it() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sources(*FLOORS)
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "N_", "ngettext"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert found == []


def test_both_catalogues_are_complete() -> None:
    catalogue = texts.extract()
    assert texts.missing(catalogue) == []


def test_the_compiled_catalogue_is_what_the_source_says() -> None:
    assert texts.MO.read_bytes() == texts.compiled(texts.load())


def test_every_chinese_text_has_the_places_of_its_english() -> None:
    places = re.compile(r"{\w*}")
    for message in texts.load():
        if isinstance(message.id, str) and message.id:
            assert sorted(places.findall(message.id)) == sorted(
                places.findall(str(message.string))
            ), message.id


@pytest.mark.parametrize(
    "path", list(sources(*FLOORS)), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_every_package_is_free_of_logic() -> None:
    for floor in FLOORS:
        tree = ast.parse((ROOT / floor / "__init__.py").read_text(encoding="utf-8"))
        assert [type(node) for node in tree.body] == [ast.Expr]


def test_broad_excepts_are_none() -> None:
    for path in sources(*FLOORS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert not (
                    isinstance(node.type, ast.Name)
                    and node.type.id in {"Exception", "BaseException"}
                ), path


def test_an_error_is_a_sentence_in_the_language_in_use() -> None:
    assert str(DeskError("Undo")) == "Undo"
