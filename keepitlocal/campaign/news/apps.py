from django.apps import AppConfig


class News(AppConfig):
    name = "keepitlocal.campaign.news"
    label = "news"
