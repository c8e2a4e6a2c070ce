"""Settings of projects and folders: what they are, how they are read, and which hold for a file."""
