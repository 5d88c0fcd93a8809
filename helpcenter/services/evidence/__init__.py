"""Photos and papers that customers add to a report."""
