"""Long lists, page by page."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Select, func, select

from web.dashboard.base import Look

R = TypeVar("R")


def paged(look: Look, wanted: Select[R], order: tuple[Any, ...], size: int) -> tuple[list[R], Mapping[str, int]]:
    """The rows of the page that is looked at, and what _paging.html needs. A page past the end is the last."""
    count = look.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max((count + size - 1) // size, 1)
    page = min(look.page_number(), pages)
    rows = list(look.session.scalars(wanted.order_by(*order).offset((page - 1) * size).limit(size)))
    return rows, {"count": count, "page": page, "pages": pages}
