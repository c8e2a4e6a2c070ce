"""Many documents at once: who checks which, what is known from earlier runs, and which findings are new."""
