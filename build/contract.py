"""Write docs/openrpc.json and the TypeScript types made from it."""

import json
import os
import subprocess
from pathlib import Path

from sidecar.engine import Engine
from sidecar.openrpc import openrpc
from sidecar.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Generate both; `git diff` shows whether the contract changed."""
    document = openrpc(Engine(read_settings(os.environ)))
    target = ROOT / "docs" / "openrpc.json"
    target.write_text(json.dumps(document, indent=2) + "\n", "utf-8")
    subprocess.run(["npm", "run", "--silent", "generate"], cwd=ROOT / "electron-bridge", check=True)


if __name__ == "__main__":
    main()
