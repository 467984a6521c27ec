"""The words for yes, no and unsure in a table's column of verdicts."""

from __future__ import annotations

from sidecar.labels.label import WrongLine
from sidecar.text import folded

# The only table of these words: English, Spanish, Portuguese, French, German, and what programs
# and spreadsheets in these languages write.
_WORDS = {
    "YES": "y yes t true + 1 1.0 correct right positive "
    "s si sí verdadero correcto positivo cierto sim verdadeiro correto certo "
    "oui vrai positif j ja wahr richtig korrekt positiv",
    "NO": "n no f false - 0 0.0 incorrect wrong negative "
    "falso incorrecto negativo não nao incorreto errado non faux négatif negatif "
    "nein falsch inkorrekt negativ",
    "UNSURE": "unsure uncertain unclear maybe ? "
    "dudoso dudosa incierto incierta duvidoso duvidosa incerto incerta douteux douteuse incertain "
    "unsicher zweifelhaft",
    "UNVERIFIED": "unverified",
}
# Titles of the column, in small letters and without marks; the first that a table has counts.
VERDICT_TITLES = (
    *("verified", "verification", "verdict", "validated", "validation"),
    *("correct", "correct y n", "is correct"),
)

_VERDICTS = {word: verdict for verdict, words in _WORDS.items() for word in words.split()}


def verdict(text: str) -> str | None:
    """Read a verdict as YES, NO, UNSURE or UNVERIFIED; None for an empty cell. Raises WrongLine."""
    word = folded(text)
    if not word:
        return None
    if word not in _VERDICTS:
        raise WrongLine(f"'{text.strip()[:40]}' is not yes, no or unsure.")
    return _VERDICTS[word]
