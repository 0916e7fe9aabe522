"""A trial's mail: files for people to read, where no link is cut in two as it would be on its way through the mail."""

from django.core.mail.backends import filebased

ON_ITS_WAY = {"MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


class EmailBackend(filebased.EmailBackend):
    """Writes each e-mail as its reader would see it."""

    def write_message(self, message):
        said = dict(message.message().items()) | {"Subject": message.subject}
        headers = "".join(f"{name}: {value}\n" for name, value in said.items() if name not in ON_ITS_WAY)
        self.stream.write(f"{headers}\n{message.body}\n{'-' * 79}\n".encode())
