"""`python -m mkdocs_colophon`: the command `colophon`."""

import sys

from mkdocs_colophon.command.main import main

if __name__ == "__main__":
    sys.exit(main())
