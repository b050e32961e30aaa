"""Sound and films that a CMS keeps, handed on to readers while they play."""
