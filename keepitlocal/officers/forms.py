"""What officers say about themselves."""

from django import forms

from keepitlocal import parts
from keepitlocal.officers.models import How


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
