"""Pictures that officers upload: drawn anew, small, and kept in the database."""
