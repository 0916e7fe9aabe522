"""What officers say about themselves."""

from django import forms

from keepitlocal import parts
from keepitlocal.officers.models import How
from keepitlocal.outbox.addresses import AddressField


class TellingForm(forms.Form):
    """How an officer is told, of each topic that they may see and choose. `urgent` names those they cannot."""

    def __init__(self, *args, officer, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        chosen = officer.told_how()
        seen = {name: topic for name, topic in parts.topics().items() if officer.has_perm(topic.permission)}
        self.urgent = [topic.label for topic in seen.values() if topic.is_urgent]
        for name, topic in seen.items():
            if not topic.is_urgent:
                self.fields[name] = forms.ChoiceField(
                    label=topic.label,
                    choices=How,
                    initial=chosen.get(name, How.NOTHING),
                    widget=forms.RadioSelect({"class": "radiolist"}),
                )


class CodeForm(forms.Form):
    """A code that works at present: from the officer's app, or a printed one."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="The six figures that your app shows now, or one of your printed codes.",
        error_messages={"required": "Enter a code"},
        widget=forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class AppForm(CodeForm):
    """The first code of an app. To replace another takes a code of that, too."""

    first = forms.CharField(
        label="Code from the app",
        max_length=20,
        help_text="The six figures that it shows once you have scanned the picture, or typed the key.",
        error_messages={"required": "Enter the code that the app shows"},
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )
    field_order = ["first", "code"]

    def __init__(self, *args, replaces, **kwargs):
        super().__init__(*args, **kwargs)
        if replaces:
            self.fields["first"].label = "Code from the new app"
            self.fields["code"].label = "Code that works at present"
            self.fields["code"].help_text = "From the app that you have used until now, or a printed one."
        else:
            del self.fields["code"]


class AddressForm(forms.Form):
    """Where to send the link to choose a new password."""

    email = AddressField(
        label="Email address",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Enter your email address"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
