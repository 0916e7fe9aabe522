"""Files on their way in: streamed to staging with a cap and a running SHA-256, and no further until they are judged."""

import contextlib
import hashlib
from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from keepitlocal.documents import checks, kinds, storage
from keepitlocal.documents.faults import Refused


class Arrival:
    """One file as it comes in. What is too large, or does not fit on the disk, is read over and told about at its end."""

    def __init__(self, name):
        self.name, self.size, self.trouble, self.file = kinds.display_name(name), 0, None, None
        self._sum = hashlib.sha256()
        with self._noting_trouble():
            self.file = storage.stage()

    @property
    def sha256(self):
        return self._sum.hexdigest()

    @contextlib.contextmanager
    def _noting_trouble(self):
        try:
            yield
        except storage.NotStored as trouble:
            self.trouble = trouble
            self.close()

    def take(self, data):
        """Write down the next bytes, as long as they are wanted."""
        self.size += len(data)
        if self.trouble:
            return
        if self.size > kinds.LARGEST:
            self.close()
            return
        with self._noting_trouble(), storage.storing():
            self.file.write(data)
        self._sum.update(data)

    def whole(self):
        """The file, to be read. Raises checks.Refused where it is too large, or NotStored."""
        if self.trouble:
            raise self.trouble
        if self.size > kinds.LARGEST:
            raise Refused(self.name, "too_large")
        return self.file

    def settled(self, among=kinds.KINDS):
        """What is thought of it, once it has been judged and all of it is on the disk. Raises checks.Refused, or NotStored."""
        if self.trouble:
            raise self.trouble
        verdict = checks.judge(self.file, name=self.name, size=self.size, among=among)
        storage.settle(self.file)
        return verdict

    def close(self):
        """Let go of it: its name in staging goes away, whatever the disk says."""
        if self.file:
            with contextlib.suppress(OSError):
                self.file.close()


class Receiver(FileUploadHandler):
    """Takes the files of one request to staging, up to as many as a submission may have; its owner closes it."""

    def __init__(self):
        super().__init__()
        self.begun, self.whole, self.surplus = [], [], 0

    def new_file(self, field_name, file_name, *args, **kwargs):
        super().new_file(field_name, file_name, *args, **kwargs)
        self.current = None
        if len(self.begun) < kinds.MOST:
            self.current = Arrival(file_name)
            self.begun.append(self.current)
        else:
            self.surplus += 1

    def receive_data_chunk(self, raw_data, start):
        if self.current:
            self.current.take(raw_data)

    def file_complete(self, file_size):
        """Only now is a file known to be whole: the mark after it has been read."""
        if self.current:
            self.whole.append(self.current)
        return self.current

    @property
    def broken(self):
        """What began to arrive, and was cut short."""
        return [arrival for arrival in self.begun if arrival not in self.whole]

    def close(self):
        for arrival in self.begun:
            arrival.close()


def length_of(request):
    """How many bytes it says that it has."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def receiving(view, *, largest):
    """Decorator: a view whose form comes with files, up to so many bytes; it takes a `receiver`, and the files are its arrivals.

    The token is read with the files, so it is checked here, once it is said where they go. Who may send any is asked before.
    """

    @csrf_exempt
    @wraps(view)
    def received(request, *args, **kwargs):
        if length_of(request) > largest:
            raise RequestDataTooBig
        receiver = Receiver()
        request.upload_handlers = [receiver]
        try:
            return csrf_protect(view)(request, *args, receiver=receiver, **kwargs)
        finally:
            receiver.close()

    return received
