"""Entry point: works without make, also on Windows. `python build.py` lists the commands."""

import sys

from course_catalogue.cli import main

if __name__ == "__main__":
    sys.exit(main())
