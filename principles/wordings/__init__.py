"""What a principle says: a title, and paragraphs with permanent ids. Nothing here knows the database."""

from keepitlocal.paragraphs import split
from principles.wordings.arranging import Box, arranged
from principles.wordings.carrying import carried
from principles.wordings.content import Content, Paragraph, read

__all__ = ["Box", "Content", "Paragraph", "arranged", "carried", "read", "split"]
