"""Buildings and units of the practice estate: every shape of building the hills know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.practice import material
from desk.demo.chance import Weighted, happens
from models.place import Building, Unit
from models.unit_code import SHOP, UnitCode, parse_parts

_SHOP_PERCENT = 3
_SMALLEST_BUILDING = 8
_SHARE = 6
"""No building holds more than this part of a small estate, so that every kind of them stands."""

_AREAS = (5880, 7215, 8360, 9640, 10875, 12830)
_SHOP_AREAS = (2850, 4460, 6120, 9700)


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of building: its stairwells, floors and rooms on a floor.

    `within` numbers rooms within their floor (12幢15-2).
    """

    stairwells: tuple[str, ...]
    lowest: int
    highest: int
    rooms: int
    within: bool = False


SLAB = Shape(("1", "2"), 1, 18, 2)
LETTERED = Shape(("A", "B", "C"), 1, 11, 2)
HILL = Shape(("1", "2"), -3, 12, 2)
TOWER = Shape((), 1, 33, 4)
FLOOR_DASH = Shape((), 1, 32, 6, within=True)

_FIRST = {"3": SLAB, "12": FLOOR_DASH, "6": HILL, "8": TOWER, "5": LETTERED, "1": SLAB, "2": SLAB}
_BY_LAST_DIGIT = {5: LETTERED, 6: HILL, 8: TOWER, 2: FLOOR_DASH}


def shapes() -> Iterator[tuple[str, Shape]]:
    """Buildings by number, those of a kind of their own first, then one after another."""
    yield from _FIRST.items()
    number = 0
    while True:
        number += 1
        if str(number) not in _FIRST:
            yield str(number), _BY_LAST_DIGIT.get(number % 10, SLAB)


class Estate:
    """The plan of an estate of so many units; `opened` is when the first were handed over."""

    def __init__(self, random: Random, units: int, opened: date) -> None:
        self._random = random
        self._opened = opened
        states: dict[str, int] = material("estate")["states"]
        self._states = Weighted(states.items())
        self._one_of_each = random.sample(sorted(states), len(states))
        self.shops = max(1, units * _SHOP_PERCENT // 100)
        self.homes = units - self.shops
        self._largest = max(_SMALLEST_BUILDING, self.homes // _SHARE)

    def buildings(self) -> Iterator[tuple[Building, list[Unit]]]:
        """Each building with its units, which do not know its key yet."""
        homes, shops = self.homes, self.shops
        for number, shape in shapes():
            units = [self._home(code) for code in _doors(number, shape, min(homes, self._largest))]
            homes -= len(units)
            here = shops if not homes else min(shops, 2)
            first = self.shops - shops
            units += [self._shop(number, first + count) for count in range(1, here + 1)]
            shops -= here
            yield Building(code=number, name=_name(number)), units
            if not homes:
                return

    def _home(self, code: UnitCode) -> Unit:
        state = self._one_of_each.pop() if self._one_of_each else self._states.pick(self._random)
        return self._unit(code, "home", state, self._random.choice(_AREAS))

    def _shop(self, number: str, count: int) -> Unit:
        code = parse_parts(building=number, room=f"{SHOP}{count}")
        state = "vacant" if happens(self._random, 15) else "let"
        return self._unit(code, "shop", state, self._random.choice(_SHOP_AREAS))

    def _unit(self, code: UnitCode, usage: str, state: str, area: int) -> Unit:
        handed_over = None
        if state not in {"unsold", "undelivered"}:
            days = int(self._random.triangular(0, 900, 60))
            handed_over = (self._opened + timedelta(days=days)).isoformat()
        return Unit(
            stairwell=code.stairwell, floor=code.floor, floor_label=code.floor_label,
            room=code.room, code=code.text, usage=usage, state=state,
            area=area + self._random.randrange(0, 300), handed_over=handed_over,
        )  # fmt: skip


def _doors(number: str, shape: Shape, at_most: int) -> list[UnitCode]:
    """The building's doors from below, cut at the top where it would be too large."""
    places = [
        (stairwell, floor, room)
        for floor in range(shape.lowest, shape.highest + 1)
        if floor
        for stairwell in shape.stairwells or ("",)
        for room in range(1, shape.rooms + 1)
    ][:at_most]
    return [
        _door(number, stairwell, floor, room, shape) for stairwell, floor, room in sorted(places)
    ]


def _door(number: str, stairwell: str, floor: int, room: int, shape: Shape) -> UnitCode:
    if shape.within:
        return parse_parts(building=number, stairwell=stairwell, floor=str(floor), room=str(room))
    door = f"{floor:02}{room:02}" if floor > 0 else f"B{-floor}{room:02}"
    return parse_parts(building=number, stairwell=stairwell, room=door)


def _name(number: str) -> str:
    name: str = material("estate")["building"]
    return name.format(number=number)
