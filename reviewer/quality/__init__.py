"""How good a translation is: MQM and GB/T 19682 from findings and decisions, terms, effort, systems, agreement. No file is read or written."""
