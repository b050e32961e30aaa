"""What the portal costs, measured on this machine and printed beside its budgets."""
