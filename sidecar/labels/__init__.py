"""Reads labels made in other programs: Raven's tables, Audacity's tracks, AOEF."""
