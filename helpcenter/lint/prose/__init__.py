"""Finds the numbers in an article that are about the policy, and what the policy says instead."""
