"""Where the frozen program starts."""

import multiprocessing
import sys

from sidecar.__main__ import main

if __name__ == "__main__":
    # A frozen program that is started as somebody's worker must end here and not serve.
    multiprocessing.freeze_support()
    sys.exit(main())
