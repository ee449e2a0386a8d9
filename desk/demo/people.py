"""Names, telephones, plates and papers of people who do not exist."""

from collections.abc import Callable
from random import Random

from data.practice import material
from desk.demo.chance import Weighted, happens
from models.identity import check_digit

OLD, MIDDLE, YOUNG = "_old", "", "_young"
"""The three ages of a household; each has given names of its own."""

_SINGLE_PERCENT = 18
_ELECTRIC_PERCENT = 24


class Names:
    """Makes names as frequent, and as rare, as they are in China."""

    def __init__(self, random: Random) -> None:
        self._random = random
        words = material("names")["surnames"].split()
        self._surnames: Weighted[str] = Weighted(
            (surname, int(count)) for surname, count in zip(words[::2], words[1::2], strict=True)
        )
        self._given: dict[str, dict[str, str]] = material("names")["given"]
        self._single: dict[str, str] = material("names")["single"]
        self._always: list[str] = list(reversed(material("names")["always"]["names"]))

    def surname(self) -> str:
        """A surname."""
        return self._surnames.pick(self._random)

    def surname_of(self, name: str) -> str:
        """The surname a name begins with."""
        return max((one for one in self._surnames.things if name.startswith(one)), key=len)

    def person(self, *, man: bool, age: str = MIDDLE, surname: str = "") -> str:
        """A whole name; `surname` where it is the family's."""
        sex = "man" if man else "woman"
        surname = surname or self.surname()
        if age != OLD and happens(self._random, _SINGLE_PERCENT):
            return surname + self._random.choice(self._single[sex])
        rows = self._given[sex + age]
        return surname + self._random.choice(rows["first"]) + self._random.choice(rows["second"])

    def owner(self, *, man: bool, age: str) -> str:
        """An owner's name: those that every practice estate has come first."""
        return self._always.pop() if self._always else self.person(man=man, age=age)


class Numbers:
    """Numbers of telephones, plates and papers that belong to nobody."""

    def __init__(self, random: Random) -> None:
        self._random = random
        estate = material("estate")
        self._phones, self._plates = estate["phones"], estate["plates"]
        self._towns = Weighted(self._plates["towns"].items())
        self._place: str = estate["id"]["place"]
        self._given: set[str] = set()

    def mobile(self) -> str:
        """A mobile number, given once."""
        return self._once(lambda: self._random.choice(self._phones["mobile"]) + self._digits(8))

    def landline(self) -> str:
        """A number of the estate's town, given once."""
        return self._once(lambda: self._phones["landline"] + self._digits(7))

    def plate(self) -> str:
        """A number plate; some are of electric cars."""
        town = self._towns.pick(self._random)
        if happens(self._random, _ELECTRIC_PERCENT):
            return self._once(
                lambda: town + self._random.choice(self._plates["electric"]) + self._digits(5)
            )
        letters = self._plates["letters"]
        return self._once(
            lambda: (
                town
                + self._digits(1)
                + self._random.choice(letters)
                + self._random.choice(letters)
                + self._digits(2)
            )
        )

    def identity(self, *, man: bool, born: int) -> str:
        """The number of an identity card, with the check digit that fits."""
        day = f"{self._random.randint(1, 12):02}{self._random.randint(1, 28):02}"
        order = self._random.randrange(100, 999) // 2 * 2 + man
        number = f"{self._place}{born}{day}{order:03}"
        return number + check_digit(number)

    def _digits(self, count: int) -> str:
        return f"{self._random.randrange(10**count):0{count}}"

    def _once(self, make: Callable[[], str]) -> str:
        while (number := make()) in self._given:
            pass
        self._given.add(number)
        return number
