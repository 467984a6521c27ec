"""The program's own command for the child of a trial.

No document names it, and people never type it. `__main__` imports nothing heavier than this.
"""

TRY_MODEL = "try-model"
