"""What operators look at: health, metrics, and logs whose lines name the request they belong to."""
