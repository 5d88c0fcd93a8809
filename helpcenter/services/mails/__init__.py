"""Mails to customers: queued by name, written from what is stored, delivered in the background."""
