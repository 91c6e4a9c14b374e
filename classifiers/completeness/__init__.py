"""Programme rules over an application's documents: conditions, requirements, findings, outcome."""
