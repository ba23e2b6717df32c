"""The window around the features: navigation, search, notices, and what each command does."""
