"""The web server: routes, the page renderer and its supervision, caching, headers, files."""
