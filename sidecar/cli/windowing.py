"""The options that say how recordings are cut into windows."""

from __future__ import annotations

from sidecar.cli.options import Options

# These go into the request unchanged.
WINDOWING = (
    "model",
    "overlap",
    "padding",
    "skip_below",
    "resampling",
    "level",
    "level_dbfs",
    "channel",
)


def add_windowing(add: Options) -> None:
    """Add them, but for the model, which each command places itself."""
    add("--overlap", metavar="S", help="seconds that two windows share; 0 unless the settings say")
    add("--padding", help="filling of the last window")
    add("--skip-below", metavar="DBFS", help="leave out windows quieter than this")
    add("--resampling", help="way to the model's sample rate")
    add("--level", help="bring each window's peak or level (RMS) to one value")
    add("--level-dbfs", metavar="DBFS", help="that value; default: 0 for a peak, -20 for RMS")
    add("--channel", metavar="N", help="channel, counted from 1, or each; default: their mean")
