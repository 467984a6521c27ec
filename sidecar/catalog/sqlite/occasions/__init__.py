"""Occasions from SQLite: recordings, analyses, tallies and verdicts become sums by site and night."""
