"""Find literal and wrong renderings in machine-translated Chinese government English, and suggest the right ones."""

__version__ = "0.1.0"
