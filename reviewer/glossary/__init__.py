"""The term base: its files, the notation of renderings, the matcher, and suggestions that fit their place."""
