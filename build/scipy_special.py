"""Stands in for scipy.special in the frozen program.

scipy.fft imports two functions of it for a transform that Linnet has no use for; the real one
would add 40 MB, most of it a second copy of OpenBLAS.
"""

import sys
import types


def _left_out(*arguments: object) -> None:
    raise NotImplementedError("This part of SciPy is not in the frozen program.")


_special = types.ModuleType("scipy.special")
_special.loggamma = _special.poch = _left_out
sys.modules["scipy.special"] = _special
