"""What a practice store notes about itself: who it opens as, and everybody's secrets."""

import json
from dataclasses import dataclass

from data.store import Store
from models.office import Staff

PRACTICE_CLERK = "practice_clerk"
"""The note that names who it opens as."""

_SECRETS = "practice_secrets"


@dataclass(frozen=True, slots=True)
class Known:
    """One of the practice staff; `secret` is the one given when the estate was made."""

    no: str
    name: str
    role: str
    secret: str


def keep_notes(store: Store, clerk: str, secrets: dict[str, str]) -> None:
    """Note who the store opens as, and the secret of each staff number."""
    store.set_meta(PRACTICE_CLERK, clerk)
    store.set_meta(_SECRETS, json.dumps(secrets, sort_keys=True))


def known_staff(store: Store) -> list[Known]:
    """Everybody of the practice staff whose secret was noted, by number."""
    secrets: dict[str, str] = json.loads(store.meta(_SECRETS, "{}"))
    accounts = Staff.select().where(Staff.left_at.is_null()).order_by(Staff.no)
    return [
        Known(one.no, one.name, one.role, secrets[one.no]) for one in accounts if one.no in secrets
    ]
