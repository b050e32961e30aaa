"""The panel of all reading settings: its markup, made here from their declaration, and the module that serves it."""
