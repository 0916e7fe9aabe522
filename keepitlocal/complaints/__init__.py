"""Complaints: anybody can report what others show here. They get a reference, those who decide are told, and that hides nothing.

A part that shows what people wrote has a concrete `models.Complaint`, which says what is reported and how it is taken down or
shown again; views of its own that hand over to `views`; and templates that extend those of templates/complaints/. It offers the
`letters`, what is `waiting` and a topic in its part.py, and has a desk that extends `desk.ComplaintAdmin`. All else is here.
"""
