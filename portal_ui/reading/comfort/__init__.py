"""The comfort check: the smallest size that reads comfortably is found, and text set to twice that."""
