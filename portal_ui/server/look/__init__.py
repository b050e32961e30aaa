"""The owner's own look: colours brought to the contrast that text needs, the stylesheet that has them, and the logo."""
