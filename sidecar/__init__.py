"""Linnet: species from sound recordings, offline."""

__version__ = "0.1.0"
