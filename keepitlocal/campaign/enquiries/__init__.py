"""Getting in touch: what somebody asks becomes an enquiry at the desk, and is answered by e-mail from there."""
