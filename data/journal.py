"""The journal: entries chained by hash, and the one fold that makes every table from them.

An entry is one act on one record: who did it, which version they saw, the fields it set.
The entries are the truth; a table row is their fold.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from typing import Any

SCHEMA = """
CREATE TABLE entry (
    stream INTEGER NOT NULL, origin INTEGER NOT NULL, seq INTEGER NOT NULL,
    change INTEGER NOT NULL, kind TEXT NOT NULL, key INTEGER NOT NULL, act TEXT NOT NULL,
    ver INTEGER NOT NULL, parents TEXT NOT NULL, at INTEGER NOT NULL,
    staff INTEGER, approver INTEGER, body TEXT, digest BLOB NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (stream, origin, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_record ON entry (key, ver, at, origin, seq);
CREATE INDEX entry_change ON entry (change);
CREATE TABLE log (
    stream INTEGER NOT NULL, origin INTEGER NOT NULL,
    head INTEGER NOT NULL, head_hash BLOB NOT NULL, acked INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (stream, origin)
) STRICT, WITHOUT ROWID;
"""

START = b"\0" * 32
"""What the first entry of a log is chained to."""

ASIDE = "~"
"""What begins the body's keys that are no fields: why, what is undone, the salt."""

SALT, WHY, UNDOES = ASIDE, "~why", "~undoes"
"""The salt of personal entries, the reason given, and the change that an undo takes back."""

ORDER = "key, ver, at, origin, seq"
"""The order in which a record's entries are folded, whatever order they arrived in."""

FIELDS = (
    "stream", "origin", "seq", "change", "kind", "key", "act", "ver", "parents",
    "at", "staff", "approver", "body", "digest", "hash",
)  # fmt: skip

INSERT = f"INSERT INTO entry ({', '.join(FIELDS)}) VALUES ({', '.join('?' * len(FIELDS))})"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on one record, as it stands in the journal."""

    stream: int
    origin: int
    seq: int
    change: int
    kind: str
    key: int
    act: str
    ver: int
    parents: str
    at: int
    staff: int | None
    approver: int | None
    body: str | None
    digest: bytes
    hash: bytes

    def row(self) -> tuple[Any, ...]:
        """The entry's columns, in the table's order."""
        return tuple(getattr(self, name) for name in FIELDS)

    def fields(self) -> dict[str, Any]:
        """The fields it set; empty once the body was redacted."""
        return without_aside(json.loads(self.body) if self.body else {})

    def aside(self, name: str) -> Any:
        """What stands beside the fields under this name: `WHY`, `UNDOES`."""
        return json.loads(self.body).get(name) if self.body else None


def without_aside(values: dict[str, Any]) -> dict[str, Any]:
    """The fields alone."""
    return {name: value for name, value in values.items() if not name.startswith(ASIDE)}


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(values: dict[str, Any]) -> str:
    """The values as canonical JSON: sorted keys, no spaces, Unicode as it is."""
    return _encode(values)


def digest_of(body: str) -> bytes:
    """The digest that stands for a body in the chain, and stays when the body is redacted."""
    return blake2b(body.encode(), digest_size=32).digest()


def chain(previous: bytes, header: tuple[Any, ...], digest: bytes) -> bytes:
    """The entry's hash: the hash before it, its header (`seq` … `approver`), its digest."""
    return blake2b(previous + _encode(header).encode() + digest, digest_size=32).digest()


def header(entry: Entry) -> tuple[Any, ...]:
    """What the chain covers besides the body's digest."""
    return (
        entry.stream, entry.origin, entry.seq, entry.change, entry.kind, entry.key, entry.act,
        entry.ver, entry.parents, entry.at, entry.staff, entry.approver,
    )  # fmt: skip


@dataclass(slots=True)
class Folded:
    """A record as its entries make it."""

    kind: str
    key: int
    ver: int = 0
    heads: set[str] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)

    def apply(self, origin: int, seq: int, ver: int, parents: str, body: str | None) -> None:
        """Take the next entry, in the order of `ORDER`."""
        self.ver = ver
        self.heads.difference_update(parents.split())
        self.heads.add(f"{origin}.{seq}")
        if body:
            self.values.update(json.loads(body))

    def heads_text(self) -> str:
        """The heads as the table keeps them."""
        return " ".join(sorted(self.heads))


def fold(entries: Iterable[Entry]) -> Folded | None:
    """One record from its entries in any order; None when there are none."""
    ordered = sorted(entries, key=lambda entry: (entry.ver, entry.at, entry.origin, entry.seq))
    if not ordered:
        return None
    folded = Folded(ordered[0].kind, ordered[0].key)
    for entry in ordered:
        folded.apply(entry.origin, entry.seq, entry.ver, entry.parents, entry.body)
    folded.values = without_aside(folded.values)
    return folded


def fold_all(rows: Iterable[tuple[Any, ...]]) -> Iterator[Folded]:
    """Every record from rows of (kind, key, origin, seq, ver, parents, body) in `ORDER`."""
    for key, group in groupby(rows, key=lambda row: row[1]):
        folded = None
        for kind, _key, origin, seq, ver, parents, body in group:
            folded = folded or Folded(kind, key)
            folded.apply(origin, seq, ver, parents, body)
        if folded:
            folded.values = without_aside(folded.values)
            yield folded


@dataclass(frozen=True)
class Break:
    """Where a log does not verify."""

    stream: int
    origin: int
    seq: int
    what: str


def verify(
    entries: Iterable[Entry], heads: dict[tuple[int, int], tuple[int, bytes]]
) -> list[Break]:
    """Walk every log (entries by stream, origin, seq) and tell where chain or digest break."""
    breaks = []
    seen: dict[tuple[int, int], tuple[int, bytes]] = {}
    for entry in entries:
        log = (entry.stream, entry.origin)
        seq, previous = seen.get(log, (0, START))
        if entry.seq != seq + 1:
            breaks.append(Break(*log, entry.seq, "gap"))
        if entry.body is not None and digest_of(entry.body) != entry.digest:
            breaks.append(Break(*log, entry.seq, "body"))
        if chain(previous, header(entry), entry.digest) != entry.hash:
            breaks.append(Break(*log, entry.seq, "chain"))
        seen[log] = (entry.seq, entry.hash)
    breaks += [
        Break(*log, seen.get(log, (0, START))[0], "head")
        for log, head in heads.items()
        if seen.get(log, (0, START)) != head
    ]
    return breaks
