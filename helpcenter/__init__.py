"""A self-service help center: one policy, quoted by articles, enforced by wizards, cited by receipts."""
