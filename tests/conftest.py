"""Settings that all tests share: generated cases are the same on every machine and every day."""

from hypothesis import settings

settings.register_profile("realm", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("realm")
