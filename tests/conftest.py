"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A test says what is right, not how fast a busy machine is: Hypothesis's own time limits fail
# correct code where the processors are shared. pytest's limit still ends a test that hangs.
settings.register_profile(
    "any_machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
)
# A red suite names the change that made it red: the same code draws the same examples. New ones
# are looked for with `script/test --hypothesis-profile=chance`.
settings.register_profile("chance", settings.get_profile("any_machine"), derandomize=False)
settings.load_profile("any_machine")
