"""A parent that starts the toy engine on its own standard input and output, and waits."""

from __future__ import annotations

import subprocess
import sys

if __name__ == "__main__":
    subprocess.Popen([sys.executable, "-m", "tests.programs.toy"]).wait()
