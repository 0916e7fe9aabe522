"""Officers' texts in Welsh, at the desk: what is translated, what is not, and what was before its source changed."""

from collections import Counter

from django.contrib import admin, messages
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt

from keepitlocal import rounds
from keepitlocal.languages.forms import FileForm, NarrowForm, WordsForm
from keepitlocal.languages.lines import State, lines
from keepitlocal.languages.models import Translation, named_in
from keepitlocal.languages.round import for_translator, take
from keepitlocal.languages.speaking import elsewhere
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.edits import edits_of
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless

WELSH = "cy"
AT_A_TIME = 50
LARGEST = 2_000_000  # bytes of a request with a file
VIEW, CHANGE = "languages.view_translation", "languages.change_translation"
LIST = "admin:languages_translation_changelist"


@admin.register(Translation)
class TranslationAdmin(ReadOnly):
    actions = None

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="languages_translation_changelist"),
            path("text/<str:sha256>/", wrap(self.text_view), name="languages_translation_text"),
            path("export/", wrap(self.export_view), name="languages_translation_export"),
            path("import/", csrf_exempt(self.import_view), name="languages_translation_import"),
        ]

    def changelist_view(self, request, extra_context=None):
        """Every text that respondents are shown, by its place."""
        refuse_unless(request.user.has_perm(VIEW), request, "the translations")
        found, narrow = lines(WELSH), NarrowForm(request.GET)
        counts = Counter(line.state for line in found)
        return self._page(
            request,
            "languages/desk_lines.html",
            f"Words in {named_in(WELSH)}",
            page=Paginator(narrow.narrowed(found), AT_A_TIME).get_page(request.GET.get("page")),
            states=[("", "All", len(found)), *((state, state.label, counts[state]) for state in State)],
            state=narrow["state"].value() or "",
            language=WELSH,
        )

    def text_view(self, request, sha256):
        """A text beside its translation, and beside what that was before the text changed."""
        refuse_unless(request.user.has_perm(CHANGE), request, "the translations")
        found = lines(WELSH)
        line = next((each for each in found if each.sha256 == sha256), None)
        if line is None:
            messages.warning(
                request, "That text is not shown any more: it was corrected, or taken away. This is what is shown now."
            )
            return redirect(LIST)
        form = WordsForm(request.POST or None, line=line, language=WELSH)
        if form.is_valid() and self._kept(request, line, form):
            return redirect(_next(found, line) if "next" in request.POST else reverse(LIST))
        edits = edits_of(request) if request.POST else line.edits
        said = {"line": line, "form": form, "edits": edits, "language": WELSH, "others": line.places[1:]}
        said["shown_at"] = elsewhere(line.places[0].address, WELSH)
        return self._page(request, "languages/desk_text.html", line.where, **said)

    def _kept(self, request, line, form):
        who = {"by": request.user, "at": request.at}
        try:
            Translation.objects.put(
                line.text, form.cleaned_data["words"], language=WELSH, where=line.where, edits=edits_of(request), **who
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        self.message_user(request, f"{line.where}: saved. Pages show it from now on.", messages.SUCCESS)
        return True

    def export_view(self, request):
        """Every text with its words, as a file for a translator."""
        refuse_unless(request.user.has_perm(VIEW), request, "the translations")
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        headers = {"Content-Disposition": f'attachment; filename="words-{WELSH}.yaml"'}
        return HttpResponse(
            rounds.written(for_translator(WELSH)), content_type="application/yaml; charset=utf-8", headers=headers
        )

    def import_view(self, request):
        """The page that takes a translator's file, and keeps it in memory: everywhere else files go nowhere."""
        if request.method == "POST":
            length = request.META.get("CONTENT_LENGTH") or "0"
            if not length.isdecimal() or int(length) > LARGEST:
                raise RequestDataTooBig
            request.upload_handlers = [MemoryFileUploadHandler(request)]
        return self.admin_site.admin_view(self._import)(request)  # which checks the token: it comes with the file

    def _import(self, request):
        refuse_unless(request.user.has_perm(CHANGE), request, "the translations")
        form = FileForm(request.POST or None, request.FILES or None, language=WELSH)
        if request.method == "POST" and form.is_valid():
            try:
                tally = take(WELSH, form.cleaned_data["file"], by=request.user, at=request.at)
            except rounds.RoundError as mistake:
                form.add_error("file", str(mistake))
            else:
                said = f"{tally.taken} taken, {tally.same} as they were, {tally.empty} without words."
                self.message_user(request, said, messages.SUCCESS)
                return redirect(LIST)
        return self._page(request, "languages/desk_import.html", "Upload a translator’s file", form=form)

    def _page(self, request, template, title, **said):
        return TemplateResponse(request, template, {**self.admin_site.each_context(request), "title": title, **said})


def _next(found, line):
    """The address of the next text to translate, from the top again after the last; of the list, where there is none."""
    place = found.index(line) + 1
    after = next((each for each in [*found[place:], *found[:place]] if each != line and each.state != State.DONE), None)
    return reverse("admin:languages_translation_text", args=[after.sha256]) if after else reverse(LIST)
