"""The pages: one module each, with what it shows (`component`) and the values it shows (`view`)."""
