"""Wagtail, by its API v2: https://docs.wagtail.org/en/stable/advanced_topics/api/v2/usage.html.

A site decides itself which page types and fields it shows, so the adapter looks first what there is (`shape`), then
reads pages (`api`, `article`) and makes HTML of what Wagtail keeps in its own forms (`rich_text`, `stream`).
"""
