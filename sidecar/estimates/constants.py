"""The tuned numbers of all estimates, in one place.

The minima, the smoothing and the priors are judgements that simulations supported
(docs/estimates.md). After a change, run `tests/bench/estimates.py` and compare its figures.
"""

from __future__ import annotations

LEVEL = 0.95
"""Confidence level of the intervals that are shown."""

LOOKED_ERROR = 0.5
"""Share of the error that a threshold may have after an earlier look: one-sided 98.75 %."""

# How many labels an estimate needs.
FEWEST_FOR_LIMITS = 10
FEWEST_FOR_POINT = 20
FEWEST_WRONG_FOR_POINT = 5
"""Below this many NO, the point is shown as "at least" its lower limit."""
MOST_TO_COUNT = 20
"""Detections above a threshold, up to which all are judged: a count needs no estimate."""
MOST_UNHEARD = 0.10
"""Share of the detections that may lie in bands without a label."""
MOST_UNSURE = 0.20
"""Weighted share of UNSURE, above which no point is shown."""
RECOMMENDED_LABELS = 100

# Intervals.
SMOOTHING = 0.5
"""Added to the YES and to the NO of a cell, so that ten of ten is no certainty."""
LONE_LABEL_VARIANCE = 0.25
"""Variance of a single label: that of a share of one half."""

# Recordings and sites like these.
FEWEST_CLUSTERS = 5
CLUSTERS_WITH_WARNING = 7
ICC_PRIOR = 0.2
ICC_PRIOR_CLUSTERS = 5
"""The measured likeness within clusters is drawn to `ICC_PRIOR` with this many clusters' weight."""
HIGHEST_ICC = 0.95

# Recall.
FEWEST_FOR_RECALL = 120
FEWEST_FOUND_FOR_RECALL = 10

# Thresholds.
GRID = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
"""Confidences a threshold is chosen from. A finer grid finds more wrong ones."""
FLOOR_SLACK = 0.005
"""Logits by which a grid threshold may lie below the floor and still count as the floor."""
THRESHOLD_RULE = "lower limit/grid12/1"

# Curves: logit of probability = intercept + slope * logit of confidence.
PRIOR_MEAN = (-1.0, 0.8)
PRIOR_VARIANCE = (4.0, 0.25)
HIGHEST_LOGIT = 16.0
FEWEST_SPECIES_TO_POOL = 20
POOLING_ROUNDS = 50
POOLING_MEAN_WEIGHT = 0.5
POOLING_SPREAD_WEIGHT = 3.0
FEWEST_FOR_PROBABILITY = 20
FEWEST_OF_EACH_FOR_PROBABILITY = 3
ROUGH_PROBABILITY_BELOW = 40
BEYOND_LABELS = 1.0
"""Logits beyond the labelled scores, up to which a probability is given."""
FEWEST_IN_TESTED_BAND = 5
LEAST_BAND_VARIANCE = 0.25
MISFIT_LIMITS = (6.635, 9.210, 11.345)
"""Quantiles .99 of chi-squared with 1, 2 and 3 degrees of freedom."""
RELIABILITY_BINS = 10
PERFECT_CURVE_ERROR = 0.9
"""A perfect curve's calibration error is about this over the root of the labels."""
FEWEST_FOR_HELD_OUT = 100

# Curves of sites.
FEWEST_FOR_SITES = 120
FEWEST_OF_A_SITE = 5
SITE_SPREAD_PRIOR = 0.5
SITE_ROUNDS = 100

# Agreement of reviewers.
FEWEST_FOR_AGREEMENT = 30
FEWEST_OF_RARER_ANSWER = 10
"""Clips of the rarer answer, in the mean of both reviewers."""
UNSURE_IS_AN_ANSWER_ABOVE = 0.05

# Units of samples.
MOST_CLIPS_OF_A_UNIT = 10
BATCHES = (30, 60, 100)
