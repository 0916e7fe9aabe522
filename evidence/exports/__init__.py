"""Getting evidence out: submissions as a table, in CSV and XLSX, and their documents as an archive."""
