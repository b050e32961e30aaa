"""The cache of normalised content around every backend that is far away, and what workers share of it."""
