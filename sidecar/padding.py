"""What fills the last window of a recording."""

from __future__ import annotations

from typing import Literal

# Zeros behind the sound or before it, its mirror image, the sound before it again (the window is
# moved back to end with the recording); or the window is left out.
Padding = Literal["zero", "before", "reflect", "overlap", "discard"]
