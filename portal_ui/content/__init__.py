"""What a portal publishes: the model, the HTML pipeline, and the protocol that backends fulfil."""
