"""Settings on their way to another device: as a code to type, a link, and a picture of the link."""
