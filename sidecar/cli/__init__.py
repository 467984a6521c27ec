"""The terminal's face: the same verbs, with tables and progress bars."""
