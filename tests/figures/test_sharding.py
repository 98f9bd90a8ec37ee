"""The shares of several machines."""

import pytest

from mkdocs_colophon.figures import executor as sharding
from mkdocs_colophon.problems import Refused


@pytest.mark.parametrize("count", [1, 2, 3, 7, 50])
def test_every_figure_is_in_one_shard(count):
    seconds = {f"f{n}": (n * 7919) % 13 / 10 for n in range(40)}
    shards = [sharding.shard(seconds, number, count) for number in range(1, count + 1)]
    assert sorted(name for names in shards for name in names) == sorted(seconds)
    loads = [sum(seconds[name] for name in names) for names in shards]
    assert max(loads) - min(loads) <= max(seconds.values())


@pytest.mark.parametrize("text", ["", "1", "1/", "0/2", "3/2", "a/b", "-1/2", "1/2/3"])
def test_a_part_that_is_none_is_refused(text):
    with pytest.raises(Refused, match="no part of a whole"):
        sharding.parse_shard(text)
