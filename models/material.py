"""资料: a text, link or file that staff keep under a title for everybody to find."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Material(Base):
    """One version; a newer one under the same title replaces it, and it is kept."""

    __tablename__ = "material"
    __table_args__ = (Index("ix_material_site_id_title", "site_id", "title"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    title: Mapped[str] = mapped_column(String(80))
    link: Mapped[str | None] = mapped_column(String(500))
    text: Mapped[str | None] = mapped_column(Text)
    file: Mapped[str | None] = mapped_column(String(120))
    """The file's name as it was called in chat; a label only."""
    attachment_id: Mapped[int | None] = mapped_column(BigInteger)
    """Whose bytes are its file, once they are fetched; of the same site."""
    stored_by: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    replaced_by: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[datetime | None]

    @property
    def is_empty(self) -> bool:
        """Whether it is a title and nothing else yet."""
        return not (self.link or self.text or self.file)
