"""Photos and documents that customers add to a report."""
