"""Fields that the catalog holds as JSON."""

from __future__ import annotations

import json

from pydantic import BeforeValidator

# The catalog holds these fields as JSON.
FROM_JSON = BeforeValidator(lambda held: json.loads(held) if isinstance(held, str) else held)
