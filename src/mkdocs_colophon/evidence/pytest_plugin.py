"""The pytest plugin: `pytest --colophon` records what each test runs, `pytest --colophon-stale` runs what it must.

pytest loads this module for every project in an environment with Colophon, so it does nothing until it is asked.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("colophon", "evidence for figures (Colophon)")
    group.addoption("--colophon", action="store_true", help="record what each test runs, as evidence for figures")
    text = "like --colophon, but only of tests that figures need: those whose record is missing, failing or stale"
    group.addoption("--colophon-stale", action="store_true", help=text)
    parser.addini("colophon_paths", "folders of the code to record (default: import_paths of mkdocs.yml)", "args", [])


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    # before any conftest.py is imported, and with it the project's code
    chosen = early_config.known_args_namespace
    if chosen.colophon or chosen.colophon_stale:
        # only here: most runs of pytest have no need of it
        from mkdocs_colophon.evidence.pytest_recorder import Recorder

        recorder = Recorder(early_config, only_stale=chosen.colophon_stale)
        early_config.pluginmanager.register(recorder, "colophon-recorder")
