"""How much memory a process has."""

from __future__ import annotations

from pathlib import Path

import psutil


def memory(pid: int) -> tuple[int, int]:
    """Give the resident bytes of a process, now and at most; the latter only as Linux tells it.

    Elsewhere both are those of now; 0 where the process has ended.
    """
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return _elsewhere(pid)
    lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    now, most = (int(lines.get(name, "0").split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
    return now, most


def _elsewhere(pid: int) -> tuple[int, int]:
    try:
        now = int(psutil.Process(pid).memory_info().rss)
    except psutil.NoSuchProcess:
        now = 0
    return now, now
