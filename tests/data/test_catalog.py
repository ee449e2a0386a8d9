"""The shipped reference data: complete, without contradiction, and clear about what is wrong."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from data.catalog import FOLDER, Catalog, load
from data.catalog_lists import Phrase
from data.catalog_rows import MatterType, Named, Row, Urgency
from data.catalog_topics import Category, Place, Topic
from models.errors import InputError
from models.matter_states import CLOSED, MATTER
from models.order_states import ORDER

CATALOG = load()

EMERGENCIES = (
    "水管爆裂", "水管漏水", "下水管漏", "电箱进水", "楼上渗漏", "污水返溢", "户内停电", "楼栋停电",
    "漏电触电", "主管堵塞", "立管堵塞", "电梯困人", "燃气泄漏", "楼栋停水", "园区爆管",
)  # fmt: skip
"""The examples of an urgent repair (急修)."""

READ_OTHERWISE = {"调压漏气": "tylq"}
"""Where the dictionary of readings takes the wrong one of two."""


@pytest.fixture
def catalog() -> Catalog:
    return CATALOG


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "catalog")
    return tmp_path / "catalog"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def initials_of(text: str) -> str:
    chinese = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return "".join(reading[0] for reading in lazy_pinyin(chinese))


def every_row(value: object) -> list[Named]:
    if isinstance(value, Row):
        inside = [row for part in vars(value).values() for row in every_row(part)]
        extra = [row for part in (value.model_extra or {}).values() for row in every_row(part)]
        return [*([value] if isinstance(value, Named) else []), *inside, *extra]
    return [row for part in value for row in every_row(part)] if isinstance(value, tuple) else []


def test_an_estate_finds_its_problem_among_the_topics(catalog: Catalog) -> None:
    assert len(catalog.topics.places) >= 13
    assert len(catalog.topics.categories) >= 35
    assert 200 <= len(catalog.topics.topics) <= 300


def test_no_two_codes_are_equal(catalog: Catalog) -> None:
    topics = catalog.topics
    codes = [row.code for rows in (topics.places, topics.categories, topics.topics) for row in rows]
    assert len(codes) == len(set(codes))


def test_every_place_has_a_last_resort(catalog: Catalog) -> None:
    others = {topic.place for topic in catalog.topics.topics if topic.category == "qt"}
    assert others == set(catalog.topics.place_of)


def test_every_category_is_used(catalog: Catalog) -> None:
    used = {topic.category for topic in catalog.topics.topics}
    assert used == set(catalog.topics.category_of)


def test_initials_are_those_of_the_chinese(catalog: Catalog) -> None:
    topics = catalog.topics
    rows: tuple[Place | Category | Topic, ...]
    rows = (*topics.places, *topics.categories, *topics.topics)
    for row in rows:
        wanted = READ_OTHERWISE.get(row.zh) or initials_of(row.zh)
        assert (row.initials or row.code) == wanted, row.zh


def test_a_topic_code_can_be_guessed_from_its_words(catalog: Catalog) -> None:
    for topic in catalog.topics.topics:
        letters = iter(topic.initials or topic.code)
        assert all(letter in letters for letter in topic.code), topic


@pytest.mark.parametrize("words", EMERGENCIES)
def test_every_emergency_of_the_trade_is_urgent(words: str, catalog: Catalog) -> None:
    found = [topic for topic in catalog.topics.topics if topic.zh == words]
    assert [(topic.urgency, "repair" in topic.types) for topic in found] == [("urgent", True)]


@pytest.mark.parametrize("of", get_args(MatterType))
def test_every_type_has_topics_limits_and_phrases(of: MatterType, catalog: Catalog) -> None:
    assert any(of in topic.types for topic in catalog.topics.topics)
    for urgency in get_args(Urgency):
        for step in ("acknowledge", "assign", "finish"):
            assert catalog.limits.limit(of, urgency, step)
    assert catalog.phrases.offered(of, "readback")


@pytest.mark.parametrize("of", ["complaint", "repair", "service", "request"])
@pytest.mark.parametrize("urgency", get_args(Urgency))
def test_who_is_called_back_is_so_by_a_date(
    of: MatterType, urgency: Urgency, catalog: Catalog
) -> None:
    limit = catalog.limits.limit(of, urgency, "callback")
    assert limit
    assert limit.public <= 3 * 24 * 60


def test_a_topic_is_found_by_code_initials_chinese_and_what_callers_say(catalog: Catalog) -> None:
    find = catalog.topics.find
    assert find("ZXZY")[0].zh == "装修噪音"
    assert "卫生间渗水" in [topic.zh for topic in find("wsjss")]
    assert "下水管漏" in [topic.zh for topic in find("水管漏")]
    assert [topic.zh for topic in find("煤气味")] == ["燃气泄漏"]
    assert {topic.place for topic in find("电梯")} >= {"dt"}
    assert find("  ") == []


@given(st.sampled_from(CATALOG.topics.topics), st.data())
def test_any_fragment_of_a_problem_finds_it(topic: Named, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(topic.zh) - 1))
    end = data.draw(st.integers(start + 1, len(topic.zh)))
    assert topic in CATALOG.topics.find(topic.zh[start:end])


def test_a_flat_is_in_unit_and_a_lift_is_common(catalog: Catalog) -> None:
    topics = catalog.topics
    assert topics.area(topics.by_code["sgbl"]) == "in_unit"
    assert topics.area(topics.by_code["dtkr"]) == "common"


def test_the_figures_of_the_trade_are_the_defaults(catalog: Catalog) -> None:
    limit = catalog.limits.limit
    arrive = limit("repair", "urgent", "arrive")
    trapped = limit("repair", "urgent", "assign", "tx")
    solved = limit("complaint", "normal", "finish")
    assert arrive
    assert (arrive.public, arrive.internal) == (30, 15)
    assert trapped
    assert trapped.public == 5
    assert solved
    assert solved.public == 2 * 24 * 60
    assert limit("repair", "normal", "assign", "tx") == limit("repair", "normal", "assign")


def test_every_act_of_the_machines_stands_in_the_matrix(catalog: Catalog) -> None:
    listed = {row.act for row in catalog.roles.acts}
    assert {act.right for act in (*MATTER.acts, *ORDER.acts)} <= listed


def test_every_role_stands_in_every_act(catalog: Catalog) -> None:
    roles = {role.code for role in catalog.roles.roles}
    assert len(roles) == 8
    assert all(set(row.roles) == roles for row in catalog.roles.acts)


def test_a_technician_works_only_on_what_is_theirs(catalog: Catalog) -> None:
    rights = catalog.roles.rights("technician")
    assert rights["order.accept"] == rights["order.finish"] == "own"
    assert not {"order.assign", "matter.callback", "matter.close", "matter.void"} & set(rights)


def test_the_administrator_sees_no_household_and_the_auditor_writes_nothing(
    catalog: Catalog,
) -> None:
    administrator = catalog.roles.rights("administrator")
    assert not [act for act in administrator if act.startswith(("household", "person", "matter"))]
    assert all(act.endswith((".view", ".supervise")) for act in catalog.roles.rights("auditor"))


def test_an_act_nobody_listed_is_nobodys(catalog: Catalog) -> None:
    assert catalog.roles.grant("manager", "matter.delete") == "none"
    assert catalog.roles.grant("visitor", "matter.log") == "none"


def test_a_phrase_asks_only_for_what_the_desk_knows(catalog: Catalog) -> None:
    values = {"unit": "3-2-1502", "number": "TS1123-A017", "time": "16:00", "name": "王女士"}
    assert len(catalog.phrases.phrases) >= 40
    for phrase in catalog.phrases.phrases:
        for text in (phrase.zh, phrase.en):
            assert not set("{}") & set(text.format(**values))


def test_a_phrase_with_an_unknown_place_is_refused() -> None:
    with pytest.raises(ValueError, match="places"):
        Phrase(code="abc", use="note", types=(), zh="{phone}", en="{phone}")


def test_phrase_codes_are_initials_of_their_words(catalog: Catalog) -> None:
    for phrase in catalog.phrases.phrases:
        if phrase.use in {"readback", "callback"}:
            assert phrase.code.startswith("fs" if phrase.use == "readback" else "hf")
            continue
        letters = iter(initials_of(re.sub(r"\{\w+\}", "", phrase.zh)))
        assert all(letter in letters for letter in phrase.code), phrase


def test_everything_has_english_beside_its_chinese(catalog: Catalog) -> None:
    rows = [
        row
        for part in (catalog.topics, catalog.roles, catalog.phrases, catalog.prices, catalog.terms)
        for row in every_row(part)
    ]
    assert len(rows) > 500
    for row in rows:
        assert re.search(r"[A-Za-z]", row.en), row
        assert not re.search(r"[\u4e00-\u9fff]", row.en), row
        assert re.search(r"[\u4e00-\u9fff\d]", row.zh), row


def test_numbers_begin_as_staff_say_them(catalog: Catalog) -> None:
    assert [term.prefix for term in catalog.terms.matter_types] == [
        "TS", "BX", "TY", "BS", "ZX", "QZ", "JY", "BY",
    ]  # fmt: skip
    assert catalog.terms.order_types[0].prefix == "PG"


def test_an_enquiry_answered_on_the_spot_closes_itself(catalog: Catalog) -> None:
    enquiry = next(term for term in catalog.terms.matter_types if term.code == "enquiry")
    assert (enquiry.on_the_spot, enquiry.callback, enquiry.needs_unit) == (CLOSED, "never", False)


def test_satisfaction_is_marked_in_the_trades_words(catalog: Catalog) -> None:
    assert {term.zh: term.mark for term in catalog.terms.satisfaction} == {
        "满意": 5, "较满意": 3, "不满意": 1,
    }  # fmt: skip


def test_every_need_of_an_act_has_its_list(catalog: Catalog) -> None:
    lists = catalog.terms.lists()
    for act in (*MATTER.acts, *ORDER.acts):
        for need in act.needs:
            kind, _, name = need.sort.partition(":")
            if kind in {"term", "reason"}:
                assert lists[name], need


def test_a_fitted_lamp_has_its_price(catalog: Catalog) -> None:
    prices = catalog.prices.for_topic("azdj")
    assert [(row.price, row.guarantee_days) for row in prices] == [(4000, 30)]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("topics.toml", 'urgency = "urgent"', 'urgency = "hot"', ("sgbl", "urgency", "urgent")),
        ("topics.toml", 'place = "hn"', 'place = "xx9"', ("sgbl", "place", "xx9")),
        ("topics.toml", 'skill = "water"', 'skill = "wine"', ("sgbl", "skill", "wine")),
        ("topics.toml", 'code = "sgls"', 'code = "sgbl"', ("sgbl", "code", "twice")),
        ("limits.toml", "internal = 15", "internal = 9000", ("limits 1", "later")),
        ("limits.toml", 'category = "sl"', 'category = "q9"', ("repair normal callback", "q9")),
        ("limits.toml", 'step = "finish", public', 'step = "reply", public', ("complaint",)),
        ("roles.toml", ', auditor = "none"', "", ("matter.log", "roles", "auditor")),
        ("roles.toml", '"own"', '"some"', ("matter.view", "roles.technician", "allowed")),
        ("phrases.toml", "反映 {unit}", "反映 {units}", ("fsts", "places")),
        ("prices.toml", "price = 1500", "price = -1", ("D01", "price")),
        ("prices.toml", "on_request = true, ", "", ("T04", "price")),
        ("prices.toml", '"ghdp"', '"gh99"', ("D01", "topics", "gh99")),
        ("terms.toml", 'prefix = "BX"', 'prefix = "TS"', ("TS", "prefix", "twice")),
        ("terms.toml", "needs_unit = false", "needs_units = false", ("complaint", "needs_unit")),
        ("terms.toml", "version = ", "version ", ("line",)),
    ],
)
def test_a_bad_entry_is_named_by_file_entry_and_field(
    folder: Path, file: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    edit(folder / file, old, new)
    with pytest.raises(InputError) as caught:
        load(folder)
    assert all(word in str(caught.value) for word in (file, *said)), str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "prices.toml").unlink()
    with pytest.raises(InputError, match=r"prices\.toml"):
        load(folder)


def test_the_running_desk_never_loads_pydantic() -> None:
    program = "import sys, desk.session, data.store; print('pydantic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
