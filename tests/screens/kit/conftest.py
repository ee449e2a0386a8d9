"""The sample desk, open and ready for keys."""

from collections.abc import AsyncIterator

import pytest

from tests.screens.kit.sample import SampleApp


@pytest.fixture
async def app() -> AsyncIterator[SampleApp]:
    app = SampleApp()
    async with app.run_test(size=(80, 24)):
        await app.keys_done()
        yield app
