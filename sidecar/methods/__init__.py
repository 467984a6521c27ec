"""What Linnet can do: one function per method, request in, result out."""
