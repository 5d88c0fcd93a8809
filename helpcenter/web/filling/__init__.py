"""Pages with their content in the first response: what the browser would make of a component, made here."""
