"""Cases in the front matter of articles: a situation in a few words, and what the policy must answer."""
