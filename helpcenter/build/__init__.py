"""From the sources to a running server: what the frontend is built from, how, and how it is served."""
