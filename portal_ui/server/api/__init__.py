"""The JSON API: the portal's articles and sections as other programs read them."""
