"""The draft principles: wordings, comment threads and moderation, and what changed because of what was said."""
