"""Officers: who works at the desk, how they are invited, and what each may do."""
