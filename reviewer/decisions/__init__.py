"""The reviewers' journal: what they decided, kept safe on disk, merged, and placed again in a text that has changed."""
