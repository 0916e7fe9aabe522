import pytest

from keepitlocal.tests.world import forget


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """What the parts keep of another test's rows."""
    forget()
