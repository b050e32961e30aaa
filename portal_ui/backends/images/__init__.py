"""Same-origin copies of a CMS's images: their addresses, their sizes, and where they are kept."""
