"""Where the frozen program starts."""

import multiprocessing
import os
import sys

# Looking for plugins of pydantic costs a tenth of the time to the first answer; there are none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from sidecar.__main__ import main

if __name__ == "__main__":
    # A frozen program that is started as somebody's worker must end here and not serve.
    multiprocessing.freeze_support()
    sys.exit(main())
