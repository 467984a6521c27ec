"""Occasions from SQLite: recordings, tallies and verdicts, added up by site and night."""
