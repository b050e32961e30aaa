"""The local index of the articles: search, listings that no CMS gives alike, related articles. SQLite's FTS5 below."""
