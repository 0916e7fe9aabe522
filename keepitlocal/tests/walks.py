"""Walking at random through what can be done: always the same walks, so that a test is red or green for good."""

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st


def walk_at_random(walk, *, examples):
    """Take so many walks, each rolled back. `walk` is a function of Hypothesis's data, by which it chooses its steps."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def walked(data):
        with transaction.atomic():
            walk(data)
            transaction.set_rollback(True)

    walked()
