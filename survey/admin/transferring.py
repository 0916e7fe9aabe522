"""What is drafted as a file of YAML: to download, and to upload in its place."""

from django import forms
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from keepitlocal.rounds import RoundError
from survey.admin.framing import CHANGE, address, framed, page_of
from survey.admin.questions import saved
from survey.definition import Malformed, plain
from survey.round import dumped, read_definition

LARGEST = 1_000_000  # bytes of a request with a file


class UploadForm(forms.Form):
    file = forms.FileField(help_text="As it was downloaded here, with changes. It takes the place of all that is drafted now.")

    def clean_file(self):
        """What the file asks. It says the place of whatever is wrong."""
        file = self.cleaned_data["file"]
        try:
            return read_definition(file.read().decode(), file.name)
        except (UnicodeDecodeError, RoundError) as error:
            raise forms.ValidationError(str(error)) from None


def download(request, survey):
    """What is drafted, as a file; while it cannot be read, what is in the way."""
    try:
        text = dumped(survey)
    except Malformed as malformed:
        messages.warning(request, f"It cannot be downloaded yet. {malformed}.")
        return redirect(address(survey, "questions"))
    name = f'attachment; filename="{survey.slug}.yaml"'
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers={"Content-Disposition": name})


def upload(request, survey):
    """Replace what is drafted by what a file says. Nothing is published by it."""
    form = UploadForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid() and saved(request, survey, plain(form.cleaned_data["file"])):
        messages.success(request, "This is what is drafted now. Nothing is published yet.")
        return redirect(address(survey, "questions"))
    return page_of(request, survey, "survey/desk_upload.html", "Upload YAML", form=form)


_upload = framed(upload, read=CHANGE)


@csrf_exempt  # The token comes with the file, so `_upload` checks it, once it is said where the file goes.
def upload_page(request, **rest):
    """The page that takes a file, and keeps it in memory: everywhere else files go nowhere."""
    if request.method == "POST":
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST:
            raise RequestDataTooBig
        request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _upload(request, **rest)
