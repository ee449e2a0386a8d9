"""What the desk does: procedures, authority, the command line."""
