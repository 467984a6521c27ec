"""The verdict UNSURE. The app's table cannot hold it, so it is UNVERIFIED with a mark beside it."""

from __future__ import annotations


def said_verdict(annotation: str, facts: str) -> str:
    """Write the verdict of an annotation in SQL; `facts` is the alias of its AnnotationFacts."""
    unsure = f"{annotation}.verified = 'UNVERIFIED' AND {facts}.unsure IS 1"
    return f"iif({unsure}, 'UNSURE', {annotation}.verified)"


def stored_verdict(verified: str) -> tuple[str, int]:
    """Give the app's word for a verdict, and the mark beside it."""
    return ("UNVERIFIED", 1) if verified == "UNSURE" else (verified, 0)
