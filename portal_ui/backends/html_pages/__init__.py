"""Systems with no interface but their pages: articles are found by sitemap or feed, and read where they stand.

What a page's parts are is said by CSS selectors, of the owner or of a preset (`presets/`), or found out from what the
page says of itself (`schema_org`) and from its structure (`main_text`). `robots.txt` is honoured, and two requests run
at a time at most.
"""
