"""What holds for all tests: how long an example takes is the machine's business, not a test's."""

from hypothesis import settings

settings.register_profile("colophon", deadline=None)
settings.load_profile("colophon")
