"""Where the files of a request go that nobody asked for."""

from django.core.files.uploadhandler import FileUploadHandler


class Nowhere(FileUploadHandler):
    """Reads files over. Only the page for documents asks for any, and says so before its request is read."""

    def receive_data_chunk(self, raw_data, start):
        return None

    def file_complete(self, file_size):
        return None
