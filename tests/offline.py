"""Runs every method in a process that is watched: what it opens, and where it writes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.e2e.sidecar import Sidecar
from tests.everyverb import CATALOG, asked

# What makes something where nothing was, or changes it: all else only reads.
_CALLS = "socket,socketpair,connect,bind,sendto,sendmsg,openat,open,creat,mkdir,mkdirat,rename"
_CALLS += ",renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,truncate,mknodat"
_SPEAKS = ("socket(", "socketpair(", "connect(", "bind(", "sendto(", "sendmsg(")
_CHANGING = "O_WRONLY|O_RDWR|O_CREAT|O_TRUNC"
# A folder that is open already, if the call names one, and a path.
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
# The null device keeps nothing, and a thread of ours may be named here.
_HARMLESS = re.compile(r"/dev/null|/dev/tty|/proc/self/.*|/proc/\d+/task/\d+/comm")


def use_every_method(home: Path, command: list[str]) -> None:
    """Ask a sidecar, which `command` starts, for all that it can do; then let it end."""
    sidecar = Sidecar(home, home / CATALOG, command)
    sidecar.call("initialize", {"processId": None})
    opened: dict[str, Any] = {}
    for name, params in asked(home).items():
        if name in ("stream/push", "stream/close"):
            params = {**params, "streamId": opened["streamId"]}
        answer = sidecar.call(name, params)
        assert "result" in answer, (name, answer)
        opened = answer["result"] if name == "stream/open" else opened
    assert sidecar.close() == 0


def watching(log: Path) -> list[str] | None:
    """Give what runs a command under watch, as a prefix; None where nothing may watch here.

    It follows all children, and writes their calls into `log`.
    """
    strace = shutil.which("strace")
    if strace is None:
        return None
    prefix = [strace, "-f", "-y", "-qq", "-s", "4096", "-e", f"trace={_CALLS}", "-o", str(log)]
    tried = subprocess.run([*prefix, "true"], capture_output=True)
    return prefix if tried.returncode == 0 else None


def without_network() -> list[str] | None:
    """Give what runs a command in an empty network of its own; None where nothing can."""
    unshare = shutil.which("unshare")
    for more in ([], ["--map-root-user"]):
        prefix = [unshare or "", "--net", *more]
        if unshare and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
            return prefix
    return None


def spoken(log: Path) -> list[str]:
    """List the calls that speak to anybody: a network, another program, the system's own."""
    return [line for line in _lines(log) if line.split(maxsplit=1)[1].startswith(_SPEAKS)]


def written(log: Path) -> set[Path]:
    """List the paths that were written, made, renamed or removed."""
    found = set()
    for line in _lines(log):
        call = line.split(maxsplit=1)[1]
        if call.startswith(_SPEAKS) or " = -1 " in line:
            continue
        opens = call.startswith(("open(", "openat("))
        if opens and ("O_TMPFILE" in call or not re.search(_CHANGING, call)):
            continue  # it reads, or the file has no name and ends with its writer
        for folder, text in _PATH.findall(call):
            found.add(Path(folder or Path.cwd(), text.encode().decode("unicode_escape")))
    return {path for path in found if not _HARMLESS.fullmatch(str(path))}


def _lines(log: Path) -> list[str]:
    return [
        line
        for line in log.read_text("utf-8", "replace").splitlines()
        if re.match(r"\d+ +\w+\(", line)
    ]
