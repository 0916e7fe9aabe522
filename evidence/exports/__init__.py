"""Getting evidence out: submissions as tables, JSON and Word documents, and their documents as an archive."""
