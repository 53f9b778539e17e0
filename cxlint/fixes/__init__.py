"""Repairs: what to write instead of the words of a finding, and a text with such changes made."""
