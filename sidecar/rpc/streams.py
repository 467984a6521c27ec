"""The two descriptors that carry the protocol, kept from everybody else."""

from __future__ import annotations

import os
import select
import sys
from dataclasses import dataclass

_CHUNK_BYTES = 64 * 2**10  # what a pipe holds: more at once gains nothing


@dataclass(frozen=True)
class Streams:
    """Where messages come from and go to, as file descriptors."""

    input: int
    output: int

    @classmethod
    def claim(cls) -> Streams:
        """Take standard input and output for the protocol alone.

        Descriptor 0 then reads nothing and 1 writes to standard error, for native libraries
        and child processes too, so that a stray print never lands in the protocol.
        """
        _fill_gaps()
        streams = cls(os.dup(0), os.dup(1))  # child processes do not inherit copies
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.dup2(2, 1)
        if sys.stdout is not None:
            sys.stdout.flush()  # what was printed before now goes to standard error
        sys.stdout = sys.stderr
        _settle_platform(streams)
        return streams

    def read(self) -> bytes:
        """Read what has come, waiting for at least a byte; nothing at the end."""
        return os.read(self.input, _CHUNK_BYTES)

    def write(self, data: memoryview) -> int:
        """Write some of `data`, waiting until there is room; return how much."""
        return os.write(self.output, data[:_CHUNK_BYTES])

    def hung_up(self) -> bool:
        """Say whether nobody is left to read; never true where a pipe cannot be asked."""
        if sys.platform == "win32":
            return False
        poll = select.poll()
        poll.register(self.output, 0)
        gone = select.POLLERR | select.POLLHUP | select.POLLNVAL
        return any(events & gone for _, events in poll.poll(0))


def _fill_gaps() -> None:
    """Open nothing in place of what the parent closed, so that no later file becomes 0, 1 or 2."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _settle_platform(streams: Streams) -> None:
        """Carry bytes as they are, and let child processes inherit the diverted handles."""
        for descriptor in (streams.input, streams.output):
            msvcrt.setmode(descriptor, os.O_BINARY)
        for number, descriptor in ((-10, 0), (-11, 1)):  # STD_INPUT_HANDLE, STD_OUTPUT_HANDLE
            ctypes.windll.kernel32.SetStdHandle(number, msvcrt.get_osfhandle(descriptor))

else:

    def _settle_platform(streams: Streams) -> None:
        """Wait in reads and writes, even when the parent's side was set not to."""
        for descriptor in (streams.input, streams.output):
            os.set_blocking(descriptor, True)
