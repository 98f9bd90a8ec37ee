"""What a run touches: functions, lines, modules, files, folders, variables, packages."""
