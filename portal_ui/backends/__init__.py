"""One module per CMS: each turns what it gives into the content model."""
