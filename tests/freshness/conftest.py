"""A project of figure scripts, drawn without a site."""

from figure_project import executor, project, script

__all__ = ["executor", "project", "script"]
