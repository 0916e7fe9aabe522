"""For the one officer whom no other can help: a superuser who has lost both phone and printed codes."""

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from keepitlocal.officers.models import Officer


class Command(BaseCommand):
    help = "Forgets an officer's second factor, and signs them out everywhere: they set up another at their next sign-in."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, address, **options):
        officer = Officer.objects.known_as(address)
        if officer is None:
            raise CommandError("No officer has this address.")
        officer.forget_second_factor(by=None, at=timezone.now())
