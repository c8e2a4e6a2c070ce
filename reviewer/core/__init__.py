"""The nouns of the project, as frozen values, and the one function that applies edits. Standard library only."""
