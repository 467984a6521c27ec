"""The families of published models, a file each."""
