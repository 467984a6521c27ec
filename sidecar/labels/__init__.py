"""Reads labels made in other programs: Raven's selection tables, Audacity's label tracks."""
