"""What a database says about itself."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Meta(Base):
    """One fact by key; `used_by` is sandbox or wechat, and never changes back."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(30), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
