"""Tables in and out, as a person goes through it: choose files, see what would happen, say yes."""
