"""What calls say to respondents, for whoever translates it: not the words that people agree to, which stay as they are."""

from evidence.models import Call, content
from keepitlocal.languages.texts import named


def texts():
    """Of every published call, what it asks and offers now."""
    return [text for call in Call.objects.published() for text in _of(call, content.of(call))]


def _of(call, what):
    where, address = f"Call {call.slug}", call.get_absolute_url()
    found = named(
        {
            "title": call.title,
            "summary": call.summary,
            "introduction": call.introduction,
            **{
                f"interest {number}": each
                for number, each in enumerate(call.particular_interests.splitlines(), 1)
                if each.strip()
            },
            "advice": call.advice,
            "next steps": call.next_steps,
            "why it was extended": call.extended_why,
        },
        where,
        address,
    )
    for section in what.sections:
        if asked := content.asked(section):
            headed = {"title": section.title, "introduction": section.introduction}
            found += named(headed, f"{where}, {section.slug}", address)
            found += named({f"question {question.code}": question.text for question in asked}, where, address)
    for kind in what.types:
        if not kind.retired:
            found += named({"label": kind.label, "what it asks for": kind.asks_for}, f"{where}, respondent {kind.code}", address)
    return found
