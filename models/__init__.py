"""The tables, one file per noun, and the store that opens them."""

from models.account import Account, SignIn, WrongSignIn
from models.alert import Alert
from models.attachment import Attachment
from models.audit import Audit
from models.base import UNKNOWN_SITE, Base, new_id
from models.call import Call
from models.change import Change
from models.checkin import CheckIn
from models.code import Code, WrongCode
from models.entry import Entry
from models.gap import Gap
from models.group import Group
from models.list_version import ListVersion
from models.loan import Loan
from models.material import Material
from models.message import Message
from models.meta import Meta
from models.need import Need, needs_of
from models.notice import Acknowledgement, Notice, NoticeTarget, next_notice
from models.person import Person
from models.plan import Plan, all_plans, day_of, newest_plan, plan_of, put_on_plan, step, usual_plan
from models.post import Post
from models.question import Question
from models.request import OPEN_STATES, Counter, Request, RequestStep, next_ticket
from models.room import Room, floor_of
from models.sampling import Sample, samples_of
from models.shift import Shift
from models.site import Site
from models.slot import Slot
from models.stay import SURVEY_PARTS, WITHDRAWN, Stay, StayStep
from models.store import Store, StoreError, WrongDatabase
from models.word import Word

__all__ = [
    "OPEN_STATES",
    "SURVEY_PARTS",
    "UNKNOWN_SITE",
    "WITHDRAWN",
    "Account",
    "Acknowledgement",
    "Alert",
    "Attachment",
    "Audit",
    "Base",
    "Call",
    "Change",
    "CheckIn",
    "Code",
    "Counter",
    "Entry",
    "Gap",
    "Group",
    "ListVersion",
    "Loan",
    "Material",
    "Message",
    "Meta",
    "Need",
    "Notice",
    "NoticeTarget",
    "Person",
    "Plan",
    "Post",
    "Question",
    "Request",
    "RequestStep",
    "Room",
    "Sample",
    "Shift",
    "SignIn",
    "Site",
    "Slot",
    "Stay",
    "StayStep",
    "Store",
    "StoreError",
    "Word",
    "WrongCode",
    "WrongDatabase",
    "WrongSignIn",
    "all_plans",
    "day_of",
    "floor_of",
    "needs_of",
    "new_id",
    "newest_plan",
    "next_notice",
    "next_ticket",
    "plan_of",
    "put_on_plan",
    "samples_of",
    "step",
    "usual_plan",
]
