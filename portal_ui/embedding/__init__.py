"""Embedding: the element for other sites' pages, and what a page in its frame tells it. Scripts only."""
