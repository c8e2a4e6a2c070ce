"""From a document to its review: one scan wakes the checks, the checks find faults, faults become findings."""
