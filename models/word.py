"""词: a word a site adds to the lexicon: a medicine its pharmacy calls so, a thing its shop sells."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

LISTS = ("medicines", "goods", "symptoms", "dangers")


class Word(Base):
    """One word of one list of the lexicon; added for the whole county when its site is the unknown one."""

    __tablename__ = "word"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    list: Mapped[str] = mapped_column(String(20), primary_key=True)
    word: Mapped[str] = mapped_column(String(60), primary_key=True)
