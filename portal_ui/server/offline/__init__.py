"""The portal on a reader's device: installed with its own icon, and with what can be read there without a network."""
