"""A picture or file that came with a request, as it was kept: only to be downloaded, and each look is written down."""

import mimetypes

from models import Attachment, Request
from web.dashboard.base import File, Look, Missing, Shown, View


def show(look: Look) -> Shown:
    """The bytes, under the ticket's name: what it was called in chat is nobody's business here."""
    kept = look.session.get(Attachment, (look.here.id, int(look.path["attachment"])))
    path = look.desk.shelf.path(kept.hash) if kept is not None and kept.hash else None
    if kept is None or path is None or not path.exists():
        raise Missing
    request = look.session.get(Request, (look.here.id, kept.request_id)) if kept.request_id else None
    look.seen.append(f"web file {kept.id}")
    media = kept.media or "application/octet-stream"
    name = f"{look.here.short}-{request.ticket if request else '附件'}-{kept.id}{mimetypes.guess_extension(media) or ''}"
    return File(path.read_bytes(), name, media)


VIEWS = (View("/site/<int:site>/kept/<int:attachment>", "", "health", show, live=False),)
