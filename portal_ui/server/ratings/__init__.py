"""Readers' ratings of articles: the store of votes and the addresses that take, show and withdraw them."""
