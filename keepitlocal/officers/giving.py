"""The pages of the second factor: giving it, setting it up, and what an officer has of it."""

from functools import wraps

import django_otp
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from keepitlocal.audit.models import record
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers import lockout, second_factor
from keepitlocal.officers.failures import Failure
from keepitlocal.officers.forms import AppForm, CodeForm

KEY = "second factor to be"  # in the session, until the app has shown its first code
WRONG = "That code is not right, or was used before. Enter the one that your app shows now."


def for_officers(view):
    """For whoever has given their password; anybody else is asked for that first."""

    @wraps(view)
    def wrapped(request):
        if not admin.site.is_officers(request):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return view(request)

    return wrapped


@for_officers
def give(request):
    """Ask for a code, and go on to where they were going."""
    if request.user.is_verified():
        return redirect(goes_on_to(request))
    if not second_factor.is_enrolled(request.user):
        return redirect(f"{reverse('officers:set_up')}?{urlencode({'next': goes_on_to(request)})}")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and works(request, form):
        let_on(request, second_factor.app_of(request.user))
        return redirect(goes_on_to(request))
    return page(request, "officers/second_factor.html", "One more step", form=form)


@for_officers
def set_up(request):
    """Show what an app is set up by, and ask for its first code. Who has an app already gives a code of that, too."""
    has_app = second_factor.is_enrolled(request.user)
    if has_app and not request.user.is_verified():
        return redirect(f"{reverse('officers:second_factor')}?{urlencode({'next': goes_on_to(request)})}")
    key = request.session.setdefault(KEY, second_factor.new_key())
    form = AppForm(request.POST if request.method == "POST" else None, replaces=has_app)
    step = shown_at(form, key, at=request.at) if form.is_valid() else None
    if step is not None and (not has_app or works(request, form)):
        return enrolled(request, key, step, replaces=has_app)
    said = {"form": form, "key": second_factor.in_fours(key), "has_app": has_app}
    return page(request, "officers/set_up.html", "Change your app" if has_app else "Set up your second factor", **said)


@for_officers
def picture(request):
    """What the app scans, while it is being set up: for the officer who does, and stored nowhere."""
    if KEY not in request.session:
        raise Http404
    return HttpResponse(second_factor.picture(request.user, request.session[KEY]), content_type="image/svg+xml")


def yours(request):
    """What they have of it, and ten new printed codes, for a code that works at present."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and works(request, form):
        return printed(request)
    is_enrolled, left = second_factor.is_enrolled(request.user), second_factor.printed_left(request.user)
    return page(request, "officers/yours.html", "Your second factor", form=form, is_enrolled=is_enrolled, left=left)


@require_POST
def kept(request):
    """They have kept their printed codes, or did not say so."""
    if "kept" in request.POST:
        return redirect(goes_on_to(request))
    messages.warning(request, "You did not say that you have kept your printed codes. If you have not, make ten new ones.")
    return redirect("officers:yours")


def enrolled(request, key, step, *, replaces):
    """Use an app from now on; who had none is shown ten printed codes as well."""
    device = second_factor.enrol(request.user, key, step, replaces=replaces, at=request.at)
    if device is None:  # somebody was quicker, in another browser
        return redirect("officers:second_factor")
    del request.session[KEY]
    let_on(request, device)
    if not replaces:
        return printed(request)
    messages.success(request, "Your new app is in use. The one before it no longer works.")
    return redirect("officers:yours")


def printed(request):
    """Ten new codes, on a page that shows them this once: it is the answer to a form, and has no address of its own."""
    codes = second_factor.print_codes(request.user, at=request.at)
    return page(request, "officers/printed_codes.html", "Your printed codes", codes=codes, leads_to=goes_on_to(request))


def let_on(request, device):
    """From now on this session has given the second factor. Its key changes, as at every step that lets somebody further."""
    django_otp.login(request, device)
    request.session.cycle_key()
    rotate_token(request)


def shown_at(form, key, *, at):
    """The step of the clock at which the app that is being set up showed the code; for None the form says what to do."""
    step = second_factor.step_of(key, form.cleaned_data["first"], at=at)
    if step is None:
        form.add_error("first", "The app does not show that now. See that your phone's clock is right, and enter the next code.")
    return step


def works(request, form):
    """Whether their code is right, on the record; otherwise the form says what to do."""
    officer = request.user
    try:
        with lockout.Try(Failure.of_code(officer), request, officer) as one:
            way = second_factor.way_of(officer, form.cleaned_data["code"])
            if way:
                one.succeeded()
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        return False
    if way:
        record("gave the second factor", officer, at=request.at, by=officer, way=way)
        return True
    record("failed to give the second factor", officer, at=request.at)
    form.add_error("code", WRONG)
    return False


def goes_on_to(request):
    """Where they were going, on this site and no other."""
    said = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if is_ours else reverse("admin:index")


def page(request, template, title, **said):
    return TemplateResponse(request, template, admin.site.each_context(request) | {"title": title, **said})
