r"""The catalogue's tool: collects texts from the code, adds their Chinese, compiles what ships.

texts.py extract            bring the catalogue up to the code
texts.py add FILE.tsv       add Chinese, one `English<TAB>中文` a line (`\\n` for a new line)
texts.py missing            list texts without Chinese
texts.py compile            write desk.mo
"""

import fcntl
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("models", "data", "desk", "screens")
PO = ROOT / "data/locale/zh_CN/LC_MESSAGES/desk.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def template() -> Catalog:
    """Every text the code shows today."""
    found = Catalog(project="desk", charset="utf-8", fuzzy=False)
    for package in SOURCES:
        rows = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS)
        for name, _line, message, comments, context in sorted(rows, key=lambda row: row[:2]):
            found.add(
                message,
                locations=[(f"{package}/{name}", 0)],
                auto_comments=comments,
                context=context,
            )
    return found


def load() -> Catalog:
    """The Chinese catalogue as it is on disk."""
    if not PO.exists():
        return Catalog(locale="zh_CN", project="desk", charset="utf-8", fuzzy=False)
    with PO.open("rb") as source:
        return read_po(source, locale="zh_CN")


def save(catalogue: Catalog) -> None:
    """Write the catalogue, sorted, without dates, so that changes read well."""
    out = BytesIO()
    write_po(
        out,
        catalogue,
        sort_output=True,
        omit_header=False,
        no_location=True,
        width=0,
        ignore_obsolete=True,
    )
    lines = out.getvalue().decode().splitlines(keepends=True)
    PO.write_text("".join(line for line in lines if "-Date: " not in line), encoding="utf-8")


def extract() -> Catalog:
    """Bring the catalogue up to the code: new texts in, unused ones out."""
    catalogue = load()
    catalogue.update(template(), no_fuzzy_matching=True)
    return catalogue


def add(pairs: Path) -> Catalog:
    """The catalogue with these translations in it."""
    catalogue = extract()
    for line in pairs.read_text(encoding="utf-8").splitlines():
        english, tab, chinese = line.partition("\t")
        if not tab:
            continue
        english, chinese = (text.replace("\\n", "\n") for text in (english, chinese))
        message = catalogue.get(english)
        if message is None:
            print(f"not in the code: {english!r}", file=sys.stderr)
        else:
            message.string = (chinese,) if message.pluralizable else chinese
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """Texts that have no Chinese yet."""
    found = []
    for message in catalogue:
        english = message.id if isinstance(message.id, str) else message.id[0]
        chinese = message.string or ""
        if english and not (chinese if isinstance(chinese, str) else all(chinese)):
            found.append(english)
    return found


def compiled(catalogue: Catalog) -> bytes:
    """What desk.mo must hold; the same texts are the same bytes on any day."""
    catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Run one command under a lock: two people may add texts at once."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        match arguments:
            case ["extract"]:
                save(extract())
            case ["add", name]:
                save(add(Path(name)))
                MO.write_bytes(compiled(load()))
            case ["missing"]:
                print("\n".join(missing(extract())))
            case ["compile"]:
                save(extract())
                MO.write_bytes(compiled(load()))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
