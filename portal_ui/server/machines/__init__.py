"""What programs read: feeds, the sitemap, robots.txt and the description of the search."""
