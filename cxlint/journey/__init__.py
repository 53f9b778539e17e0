"""The findings of a run as a customer meets them: stage by stage, by what suffers and by what it costs.

An `Overview` is made of summaries and findings alone; nothing here reads a file, save the one that names owners.
"""
