"""`<portal-reading-controls>`: the reading settings for a text that is not ours, and what its script is given."""
