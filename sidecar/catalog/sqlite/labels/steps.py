"""How work on many annotations is parted, so that others write in between."""

# Annotations of one step: so many take about a tenth of a second.
STEP = 1_000

# The catalog's lock is not fair: without a pause, this thread would take it again before another.
PAUSE_S = 0.005
