"""The write side: drafts in, rows out, one file per kind of thing. Every function works inside a unit of work."""
