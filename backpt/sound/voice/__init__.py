"""Sentences as samples: the shipped clips, and what is made of the user's own words."""
