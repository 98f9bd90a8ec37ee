"""Which code is followed."""

import sys
from pathlib import Path

from mkdocs_colophon.tracing.observers import FollowedFiles, MonitoringObserver, Observer, SettraceObserver
from mkdocs_colophon.tracing.system_paths import OWN


def test_files_below_the_folders_are_followed_under_their_true_name(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/kit.py").touch()
    (tmp_path / "link.py").symlink_to("src/kit.py")
    files = FollowedFiles([tmp_path / "src"])
    kit = str(tmp_path / "src/kit.py")
    assert [files[kit], files[str(tmp_path / "link.py")], files[str(tmp_path / "other.py")]] == [kit, kit, ""]


def test_installed_packages_the_generator_and_what_is_no_file_are_not(tmp_path: Path) -> None:
    files = FollowedFiles([tmp_path, Path(OWN)])
    names = [str(tmp_path / "site-packages/kit.py"), f"{OWN}problems.py", "<string>", "<frozen os>"]
    assert [files[name] for name in names] == [""] * 4


def test_each_way_to_watch_can_do_what_is_asked_of_it() -> None:
    ways: list[Observer] = [SettraceObserver({})]
    ways += [MonitoringObserver({})] if sys.version_info >= (3, 12) else []
    assert [(list(way.take()), way.is_complete()) for way in ways] == [([], True)] * len(ways)
