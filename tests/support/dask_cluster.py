"""A cluster of Dask on this machine, to send calls to."""

import os
from collections.abc import Iterator

import pytest
from distributed import LocalCluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers in processes of their own; Dask sets variables, and they go again."""
    before = set(os.environ)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as local:
        yield local.scheduler_address
    for name in os.environ.keys() - before:
        del os.environ[name]
