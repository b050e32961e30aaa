"""Page rendering: Reflex's own server bundle in a supervised Node process."""
