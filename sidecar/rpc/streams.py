"""Keeps the two file descriptors of the protocol for the protocol alone."""

from __future__ import annotations

import os
import select
import sys
from contextlib import suppress
from dataclasses import dataclass

_CHUNK_BYTES = 64 * 2**10  # a pipe holds this much; larger pieces are no faster
_WRITE_BYTES = 2**20
# So much of a large answer may lie in the pipe, where the system allows it: the two ends wait for
# each other less often.
_PIPE_BYTES = 2**20


@dataclass(frozen=True)
class Streams:
    """The file descriptors that messages are read from and written to."""

    input: int
    output: int

    @classmethod
    def claim(cls) -> Streams:
        """Take standard input and output for the protocol alone.

        Afterwards descriptor 0 is empty and 1 writes to standard error, also for native libraries
        and child processes. So a stray print never reaches the protocol.
        """
        _fill_gaps()
        streams = cls(os.dup(0), os.dup(1))  # child processes do not inherit copies
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.dup2(2, 1)
        if sys.stdout is not None:
            sys.stdout.flush()  # earlier prints go to standard error too
        sys.stdout = sys.stderr
        _settle_platform(streams)
        return streams

    def read(self) -> bytes:
        """Wait for at least one byte and return all that have arrived; empty at the end."""
        return os.read(self.input, _CHUNK_BYTES)

    def write(self, data: memoryview) -> int:
        """Wait for room, write some of `data`, and return the number of bytes."""
        return os.write(self.output, data[:_WRITE_BYTES])

    def hung_up(self) -> bool:
        """Tell whether nobody reads any more; always False on Windows, which cannot tell."""
        if sys.platform == "win32":
            return False
        poll = select.poll()
        poll.register(self.output, 0)
        gone = select.POLLERR | select.POLLHUP | select.POLLNVAL
        return any(events & gone for _, events in poll.poll(0))


def _fill_gaps() -> None:
    """Replace descriptors that the parent closed, so that no later file becomes 0, 1 or 2."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _settle_platform(streams: Streams) -> None:
        """Pass bytes unchanged, and let child processes inherit the diverted handles."""
        for descriptor in (streams.input, streams.output):
            msvcrt.setmode(descriptor, os.O_BINARY)
        for number, descriptor in ((-10, 0), (-11, 1)):  # STD_INPUT_HANDLE, STD_OUTPUT_HANDLE
            ctypes.windll.kernel32.SetStdHandle(number, msvcrt.get_osfhandle(descriptor))

else:
    import fcntl

    def _settle_platform(streams: Streams) -> None:
        """Make reads and writes wait, even if the parent made its side non-blocking."""
        for descriptor in (streams.input, streams.output):
            os.set_blocking(descriptor, True)
        if sys.platform == "linux":
            with suppress(OSError):  # a file or a socket, or the system's limit is lower
                fcntl.fcntl(streams.output, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
