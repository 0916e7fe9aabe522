"""The draft principles: wordings, comment threads and moderation. Nothing of it is built yet."""
