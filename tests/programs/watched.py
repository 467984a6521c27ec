"""Runs `linnet` as typed, and writes the most memory that it held, in kB, into a file.

The system's own figure begins with the memory of the process that started this one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sidecar.__main__ import main
from tests.programs.peak import most_resident_kb

if __name__ == "__main__":
    told = Path(sys.argv.pop(1))
    try:
        sys.exit(main())
    finally:
        told.write_text(str(most_resident_kb()))
