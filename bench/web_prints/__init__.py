"""The second renderer's files alone: types, abstentions, errors among those taken, and fields.

They are printed by a browser, in words and layouts that share nothing with the generators that
training saw, and read clean and degraded.
"""
