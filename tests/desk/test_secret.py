"""What may be a secret, and how it is kept."""

from random import Random

import pytest

from desk.secret import (
    PIN,
    check_secret,
    is_outdated,
    keep,
    kind_of,
    matches,
    one_time_secret,
    plain,
)
from models.errors import InputError


@pytest.mark.parametrize("secret", ["402913", "Abcd-123", "密码abc1234", "aB3 aB3 "])
def test_a_good_secret_is_taken(secret: str) -> None:
    check_secret(secret, "1003", "13812348866")


@pytest.mark.parametrize(
    ("secret", "says"),
    [
        ("123456", "run"),
        ("987654", "run"),
        ("789012", "run"),
        ("１２３４５６", "run"),
        ("111111", "repeats"),
        ("121212", "repeats"),
        ("907907", "repeats"),
        ("100342", "own number"),
        ("421003", "own number"),
        ("348866", "own number"),
        ("4029", "six digits"),
        ("4029131", "six digits"),
        ("Abc-123", "six digits"),
        ("x" * 129, "six digits"),
        ("abcdefgh", "mixes three"),
        ("abcd1234", "mixes three"),
        ("1003-Abcd", "own number"),
    ],
)
def test_a_weak_secret_is_refused_with_the_reason(secret: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as refused:
        check_secret(secret, "1003", "13812348866")
    assert refused.value.field == "secret"


def test_a_short_staff_number_padded_is_no_pin() -> None:
    with pytest.raises(InputError, match="own number"):
        check_secret("000017", "17")
    check_secret("417205", "17")


def test_what_is_kept_opens_to_the_secret_alone() -> None:
    kept = keep("402913", Random(1))
    assert "402913" not in kept
    assert matches(kept, "402913")
    assert matches(kept, "４０２９１３")
    assert not matches(kept, "402914")
    assert not matches(kept, "Abcd-123")
    assert not matches("", "402913")
    assert not matches("pin$nonsense", "402913")
    assert kept != keep("402913", Random(2))


def test_half_a_letter_from_the_environment_is_only_a_wrong_secret() -> None:
    assert not matches(keep("402913", Random(1)), "\udcff40291")


def test_an_account_that_is_not_there_costs_the_same_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    class Hasher:
        def __init__(self, kind: str) -> None:
            self.kind = kind

        def hash(self, _secret: str) -> str:
            looks.append(self.kind)
            return ""

        def verify(self, _hash: str, _secret: str) -> bool:
            looks.append(self.kind)
            return True

    kept = keep("402913", Random(1))
    monkeypatch.setattr("desk.secret._hasher", Hasher)
    for stored in (kept, "", "password$argon2id$x"):
        matches(stored, "402914")
    assert looks == [PIN, PIN, PIN]


def test_a_secret_kept_at_another_cost_is_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep("402913", Random(1))
    assert not is_outdated(kept)
    monkeypatch.setitem(__import__("desk.secret").secret._COST, PIN, (3, 19 * 1024, 1))
    assert is_outdated(kept)


def test_a_one_time_secret_is_a_password_that_may_be_used() -> None:
    for seed in range(50):
        secret = one_time_secret(Random(seed))
        check_secret(secret, "1003")
        assert kind_of(secret) == "password"
        assert plain(secret) == secret
        assert not set(secret) & set("0O1lI")
