"""Records held against a register: what changed, what was used again, what is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from disclosure_cli.model import Record
from disclosure_cli.registry.register import RETIRED, Identity
from disclosure_cli.registry.standing import Standing, registry_of
from tests.registry.samples import catalog, entry, item, unit

DUTIES = item("0101-001", "机构职能")
SET_UP = item("0102-001", "机构设置")
JANUARY = entry("000000000/2025-00001", "2025年1月财政收支情况", "2025-02-06")
FEBRUARY = entry("000000000/2025-00002", "2025年2月财政收支情况", "2025-03-06")
ALL = (DUTIES, SET_UP, JANUARY, FEBRUARY)


def standing(records: tuple[Record, ...], registered: tuple[Record | Identity, ...]) -> Standing:
    one = unit(records, registered)
    return registry_of(catalog(one)).standing(one)


def with_(record: Record, **fields: str) -> Record:
    data = {name: value for name, value in {**record.data, **fields}.items() if value}
    return replace(record, data=data)


def test_records_as_registered_stand_well() -> None:
    assert standing(ALL, ALL) == Standing()
    assert standing(ALL[::-1], ALL) == Standing()


def test_another_class_file_or_department_changes_nothing() -> None:
    moved = replace(with_(DUTIES, **{"class": "0503"}), position=(7,))
    assert standing((moved, *ALL[1:]), ALL) == Standing()


@pytest.mark.parametrize("number", ["0503-004", "0101-002"])
def test_an_item_that_bears_another_number_is_found(number: str) -> None:
    found = standing((with_(DUTIES, id=number), *ALL[1:]), ALL)
    assert [(case.record.get("id"), case.number) for case in found.changed] == [
        (number, "0101-001")
    ]
    assert replace(found, changed=()) == Standing()


@pytest.mark.parametrize("number", ["000000000/2025-00009", ""])
def test_an_entry_that_bears_another_number_or_none_is_found(number: str) -> None:
    found = standing((*ALL[:3], with_(FEBRUARY, index=number)), ALL)
    assert [case.number for case in found.changed] == ["000000000/2025-00002"]
    assert replace(found, changed=()) == Standing()


def test_two_numbers_that_were_exchanged_are_both_used_again() -> None:
    swapped = (with_(DUTIES, id="0102-001"), with_(SET_UP, id="0101-001"))
    found = standing(swapped, (with_(DUTIES, title="财政预算"), with_(SET_UP, title="领导信息")))
    assert len(found.reused) == 2


def test_next_months_figures_in_the_place_of_last_months_are_other_information() -> None:
    overwritten = with_(JANUARY, title="2025年2月财政收支情况", created="2025-03-06")
    found = standing((DUTIES, SET_UP, overwritten), ALL[:3])
    assert [case.number for case in found.reused] == ["000000000/2025-00001"]


@pytest.mark.parametrize("fields", [{"title": "2025年1月财政收支公示"}, {"created": "2025-02-07"}])
def test_a_better_title_or_a_corrected_date_is_the_same_information(fields: dict[str, str]) -> None:
    found = standing((DUTIES, SET_UP, with_(JANUARY, **fields)), ALL[:3])
    assert [case.number for case in found.renamed] == ["000000000/2025-00001"]
    assert replace(found, renamed=()) == Standing()


def test_a_title_that_was_registered_once_stays_good() -> None:
    better = with_(DUTIES, title="机构职能和权责清单")
    assert standing((better,), (DUTIES, better)) == Standing()
    assert standing((DUTIES,), (DUTIES, better)) == Standing()


def test_a_record_that_is_gone_is_missed_once() -> None:
    better = with_(DUTIES, title="机构职能和权责清单")
    found = standing((SET_UP,), (DUTIES, better, SET_UP))
    assert [line.identity.number for line in found.vanished] == ["0101-001"]


def test_a_retired_number_is_not_missed_and_never_good_again() -> None:
    retired = Identity("item", "0101-001", "", RETIRED)
    assert standing((SET_UP,), (DUTIES, SET_UP, retired)) == Standing()
    found = standing((DUTIES, SET_UP), (DUTIES, SET_UP, retired))
    assert [case.number for case in found.reused] == ["0101-001"]


def test_a_number_that_two_branches_gave_to_one_record_is_spent() -> None:
    registered = (JANUARY, with_(JANUARY, index="000000000/2025-00003"))
    assert standing((JANUARY,), registered) == Standing()


def test_of_two_records_with_one_number_the_registered_one_is_right() -> None:
    copy = with_(FEBRUARY, index="000000000/2025-00001")
    assert standing((JANUARY, copy), (JANUARY,)) == Standing()


def test_records_with_numbers_that_no_register_knows_are_unregistered() -> None:
    found = standing(ALL, (DUTIES,))
    assert [one.identity.number for one in found.unregistered] == [
        "0102-001",
        "000000000/2025-00001",
        "000000000/2025-00002",
    ]


def test_an_entry_keeps_its_number_in_another_unit() -> None:
    from_unit = unit((DUTIES,), (DUTIES, JANUARY), "finance-office")
    to_unit = unit((DUTIES, JANUARY), (DUTIES,), "finance-bureau")
    registry = registry_of(catalog(from_unit, to_unit))
    assert registry.standing(from_unit) == registry.standing(to_unit) == Standing()


def test_items_of_different_units_have_nothing_to_do_with_each_other() -> None:
    other = unit((item("0101-001", "养老服务"),), (item("0101-001", "养老服务"),), "other")
    one = unit((DUTIES,), (DUTIES,))
    registry = registry_of(catalog(one, other))
    assert registry.standing(one) == registry.standing(other) == Standing()
