"""What a project asks for: the configuration file, presets, and which rules are on.

`model` holds the settings, `load` finds and reads the file, `select` decides about rules, `globs` about
paths.
"""
