"""The terminal user interface: screens over a session of reviews; no rule, no regex of a check, no file parsing."""
