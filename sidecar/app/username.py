"""The name of this computer's user, which nobody else is asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# As Python's getpass takes them.
_VARIABLES = ("LOGNAME", "USER", "LNAME", "USERNAME")
_PASSWD = Path("/etc/passwd")


def user_name(environment: Mapping[str, str] = os.environ) -> str:
    """Name the user from the environment, else from the system's own file; "user" without both.

    The system's call for it may ask a name service, and so a network.
    """
    for variable in _VARIABLES:
        if name := environment.get(variable):
            return name
    try:
        lines = _PASSWD.read_text("utf-8", "replace").splitlines()
    except OSError:
        return "user"
    own = str(os.getuid()) if hasattr(os, "getuid") else ""
    people = (line.split(":") for line in lines)
    return next((each[0] for each in people if each[2:3] == [own] and each[0]), "user")
