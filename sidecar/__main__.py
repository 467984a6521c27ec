"""The edge: reads arguments and environment once, and picks a face."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from sidecar.characters import shown
from sidecar.cli.arguments import parse
from sidecar.cli.encoding import use_utf8
from sidecar.errors import InvalidParams
from sidecar.models.command import TRY_MODEL
from sidecar.settings import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `linnet`; exit codes are 0 all done, 1 something failed, 2 wrong usage, 130 stopped."""
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:  # Ctrl+C before the command itself listens for it
        print("linnet: Stopped as asked, before any work began.", file=sys.stderr)
        return 130


def _run(arguments: Sequence[str]) -> int:
    # Our threads each do a whole piece of work; a product that is split again only fights them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    use_utf8()
    if list(arguments) == [TRY_MODEL]:
        from sidecar.models.trialchild import answer_trial

        return answer_trial()
    parsed = parse(arguments)
    try:
        typed = {name: getattr(parsed, name, None) for name in ("catalog", "profile", "settings")}
        settings = read_settings(
            os.environ,
            catalog=typed["catalog"],
            profile=typed["profile"],
            file=typed["settings"],
        )
    except InvalidParams as error:
        for line in (f"linnet: {error.field}: {error.message}", error.hint):
            print(shown(line), file=sys.stderr)
        return 2
    if parsed.command == "serve":
        from sidecar.serve import serve_stdio

        serve_stdio(settings, parsed.log_format)
    from sidecar.cli.natives import natives_unheard
    from sidecar.cli.terminal import run_command

    with natives_unheard():
        return run_command(settings, parsed)


if __name__ == "__main__":
    sys.exit(main())
