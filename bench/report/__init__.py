"""How fast reports are made, and how soon after the last upload one is delivered."""
