"""The survey: its versions, routes, responses and results. Nothing of it is built yet."""
