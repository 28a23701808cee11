"""Accounts of the dashboard: passwords and one-time codes, browsers that are signed in, and attempts that fail."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models import UNKNOWN_SITE, Account, Person, SignIn, Site, WrongSignIn

COST, BLOCK, LANES = 2**15, 8, 3
"""scrypt's parameters: 32 MiB and about a quarter of a second for each guess."""
SHORTEST, LONGEST = 10, 200
"""Characters of a password; what comes after the longest does not count."""
INVITE_LASTS = timedelta(hours=24)
LONGEST_DAY = timedelta(hours=12)
"""Who is signed in for so long signs in again, however busy."""
WINDOW, PER_NAME, PER_ADDRESS = timedelta(minutes=10), 5, 20
"""So many failures within that time, for one name or from one address, and nobody gets in until it has passed."""
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def hashed(text: str) -> str:
    """What is kept of a random token or code."""
    return hashlib.sha256(text.encode()).hexdigest()


def fresh_code() -> str:
    """A code that can be read aloud."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def secret_of(password: str) -> str:
    """A password as it is kept."""
    salt = secrets.token_bytes(16)
    return f"scrypt${COST}${BLOCK}${LANES}${salt.hex()}${_scrypt(password, salt, COST, BLOCK, LANES).hex()}"


def fits(password: str, secret: str | None) -> bool:
    """Whether that is the password. Takes as long when there is none, so that names cannot be told apart."""
    _, cost, block, lanes, salt, kept = (secret or f"scrypt${COST}${BLOCK}${LANES}${'00' * 16}${'00' * 32}").split("$")
    found = _scrypt(password, bytes.fromhex(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(found, bytes.fromhex(kept)) and secret is not None


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    memory = 128 * block * (cost + lanes) + 2**20
    return hashlib.scrypt(password[:LONGEST].encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=memory, dklen=32)


def too_many(session: Session, name: str, address: str, now: datetime) -> bool:
    """Whether attempts for that name or from that address have failed too often of late."""
    lately = select(func.count()).select_from(WrongSignIn).where(WrongSignIn.at > now - WINDOW)
    by_name = session.scalar(lately.where(WrongSignIn.name == hashed(name))) or 0
    by_address = session.scalar(lately.where(WrongSignIn.address == hashed(address))) or 0
    return by_name >= PER_NAME or by_address >= PER_ADDRESS


def note_failure(session: Session, name: str, address: str, now: datetime) -> None:
    """Count a failed attempt; old ones are forgotten."""
    session.execute(delete(WrongSignIn).where(WrongSignIn.at <= now - WINDOW))
    session.add(WrongSignIn(site_id=UNKNOWN_SITE, name=hashed(name), address=hashed(address), at=now))


def account_named(session: Session, name: str) -> Account | None:
    """The account that is signed in to with that name."""
    return session.scalar(select(Account).where(Account.name == name, Account.ended_at.is_(None)))


def invite(session: Session, person: Person, name: str, now: datetime) -> str | None:
    """Give somebody of the staff a way in: a code with which they set their password once; None if the name is taken."""
    taken = session.scalar(select(Account).where(Account.name == name))
    if taken is not None and taken.person_id != person.id:
        return None
    account = session.get(Account, person.id) or Account(person_id=person.id, made_at=now)
    code = fresh_code()
    account.name, account.ended_at = name, None
    account.invite, account.invite_until = hashed(code), now + INVITE_LASTS
    session.add(account)
    return code


def take_invitation(session: Session, name: str, code: str, now: datetime) -> Account | None:
    """The account whose code that is; it works once."""
    account = account_named(session, name)
    if account is None or account.invite is None or account.invite_until is None or account.invite_until < now:
        return None
    if not hmac.compare_digest(account.invite, hashed(code.strip().upper())):
        return None
    account.invite = account.invite_until = None
    return account


def first_account(session: Session, name: str, secret: str, now: datetime) -> Account:
    """The operator's own account, made with the set-up secret; it belongs to a person like every other."""
    office = session.scalar(select(Site.id).where(Site.kind == "hq").order_by(Site.id))
    person = Person(site_id=UNKNOWN_SITE if office is None else office, role="operator", binding="confirmed", name=name, nick=name)
    session.add(person)
    session.flush()
    account = Account(person_id=person.id, name=name, secret=secret, made_at=now)
    session.add(account)
    return account


def sign_in(session: Session, person_id: int, now: datetime) -> str:
    """Sign a browser in; the token for its cookie, of which only the hash is kept."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(SignIn).where(SignIn.started_at < now - LONGEST_DAY))
    session.add(SignIn(token=hashed(token), person_id=person_id, started_at=now, seen_at=now))
    return token


def sign_out(session: Session, token: str) -> None:
    """Forget a browser."""
    session.execute(delete(SignIn).where(SignIn.token == hashed(token)))


def sign_out_everywhere(session: Session, person_id: int) -> None:
    """Forget every browser of somebody: their password changed or their account ended."""
    session.execute(delete(SignIn).where(SignIn.person_id == person_id))


def signed_in(session: Session, token: str, now: datetime, idle: timedelta) -> tuple[SignIn, Person] | None:
    """Who that browser is, unless it was idle for too long or they are no longer of the staff."""
    row = session.get(SignIn, hashed(token))
    if row is None or now - row.seen_at > idle or now - row.started_at > LONGEST_DAY:
        return None
    person = session.get(Person, row.person_id)
    if person is None or not person.is_staff or person.left_at is not None:
        return None
    return row, person
