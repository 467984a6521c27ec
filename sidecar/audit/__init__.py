"""What is odd about deployments, from facts that a catalog keeps: pure functions over a season."""
