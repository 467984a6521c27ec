"""Names of taxa: an installable taxonomy in many languages, and a kept table of renamed taxa."""
