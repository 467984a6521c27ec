"""The families of published models: what models of one share, a file each."""
