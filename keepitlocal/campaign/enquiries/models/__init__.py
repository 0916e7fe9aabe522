from keepitlocal.campaign.enquiries.models.enquiries import About, Enquiry, Status, receive
from keepitlocal.campaign.enquiries.models.handling import answerers
from keepitlocal.campaign.enquiries.models.saying import LONGEST, Note, Said

__all__ = ["LONGEST", "About", "Enquiry", "Note", "Said", "Status", "answerers", "receive"]
