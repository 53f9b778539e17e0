"""Money, percentages, durations and dates: typed values with their place in the text."""
