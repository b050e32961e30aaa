"""An article's actions, what is kept of articles on the reader's device, and the service worker."""
