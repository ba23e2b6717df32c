"""The search field of the window with what it finds. May use what the shell may use; knows no screen."""
