"""A feed, RSS, Atom or JSON Feed, as a backend: the way into every CMS that has no other."""
