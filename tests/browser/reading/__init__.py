"""The reading controls in Chromium, on a page of our own."""
