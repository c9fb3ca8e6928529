"""Pages put together are the list, whatever is inserted meanwhile: for every method of the contract that has pages."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Stubs, running
from tests.contract.descriptors import methods
from tests.contract.lists import LISTS, Listed, with_page
from tests.contract.mutations import method_of

PAGED = [
    f"{method.containing_service.name}/{method.name}"
    for method in methods()
    if "next_page_token" in method.output_type.fields_by_name
]
SIZES = st.integers(1, 9)
INSERTS = st.lists(st.integers(0, 2), max_size=4)
"""How many rows come before each of the first pages but one."""


def test_the_table_names_every_method_with_pages() -> None:
    assert set(LISTS) == set(PAGED)


async def pages(caller: Stubs, name: str, size: int, inserts: list[int], numbers: itertools.count[int]) -> list[str]:
    """All pages, with rows inserted between them."""
    listed, found, token = LISTS[name], [], ""
    for page in itertools.count():
        answer = await method_of(caller, name)(with_page(listed.request(), size, token))
        names = list(listed.names(answer))
        assert len(names) <= size
        found += names
        token = answer.next_page_token
        if not token:
            return found
        for _ in range(inserts[page] if page < len(inserts) else 0):
            await listed.insert(caller, next(numbers))
    raise AssertionError("unreachable")


async def filled(caller: Stubs, listed: Listed) -> itertools.count[int]:
    """The numbers of the rows that come next; they sort before, between and after the first ones."""
    numbers = itertools.count(500)
    for at in range(listed.rows):
        await listed.insert(caller, 300 + 90 * at)
    return numbers


@pytest.mark.parametrize("name", PAGED)
def test_pages_put_together_are_the_list(database_url: str, name: str) -> None:
    with asyncio.Runner() as runner:
        hall = running(database_url)
        caller = runner.run(hall.__aenter__())
        numbers = runner.run(filled(caller, LISTS[name]))

        @settings(max_examples=8, suppress_health_check=list(HealthCheck))
        @given(SIZES, INSERTS)
        def hold(size: int, inserts: list[int]) -> None:
            whole = runner.run(pages(caller, name, 1000, [], numbers))
            assert len(whole) == len(set(whole))
            assert runner.run(pages(caller, name, 1000, [], numbers)) == whole
            found = runner.run(pages(caller, name, size, inserts, numbers))
            assert len(found) == len(set(found)), "a row came twice"
            known = set(whole)
            if "ListRecommendations" in name and name.startswith("TeamMemory"):
                assert set(found) == known  # its order is that of figures which new builds change
            else:
                assert [one for one in found if one in known] == whole

        try:
            hold()
        finally:
            runner.run(hall.__aexit__(None, None, None))
