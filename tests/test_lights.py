"""A site's traffic light, from plain figures: when the missing count, and what is grave."""

from datetime import UTC, date, datetime

from models import Site
from reports.care import CareFigures, Day
from reports.figures import HalfDay, RequestFigures, SiteFigures
from reports.lights import light_of
from reports.stays import Sampling

TODAY = date(2022, 8, 7)


def at(clock: str) -> datetime:
    """That time in Shanghai."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2022, 8, 7, hour - 8, minute, tzinfo=UTC)


def day(settings: dict[str, str], *, emergencies: int = 0, fever: tuple[str, ...] = ()) -> Day:
    """A morning on which one of two reported."""
    half = HalfDay(due=2, done=1, missing=(object(),), fever=fever, incomplete=0, unlisted=0, floors={})  # type: ignore[arg-type]
    asked = {"emergency": RequestFigures(emergencies, 0, emergencies, at("09:00"), 0)} if emergencies else {}
    site = Site(id=1, name="慈利宾馆", short="慈宾", timezone="Asia/Shanghai", settings=settings)
    figures = SiteFigures(site, TODAY, 2, 0, 0, 0, {"am": half}, asked, {}, {}, 0, 0, ())
    return Day(figures, CareFigures(Sampling((), (), {}), {}, (), 0, 0, 0, 0, {}, 0), (figures, figures))


def test_who_is_missing_counts_when_the_window_has_closed() -> None:
    assert light_of(day({}), at("09:29")).colour == "green"
    late = light_of(day({}), at("09:30"))
    assert (late.colour, [str(r) for r in late.reasons]) == ("amber", ["体温未报 1 人"])


def test_a_site_that_set_its_own_window_is_not_late_before_it() -> None:
    own = {"checkin_close_am": "11:00"}
    assert light_of(day(own), at("10:59")).colour == "green"
    assert light_of(day(own), at("11:00")).colour == "amber"


def test_a_fever_and_an_emergency_are_red_and_said_first() -> None:
    found = light_of(day({}, emergencies=1, fever=("305", "306")), at("10:00"))
    assert found.colour == "red"
    assert [str(r) for r in found.reasons] == ["紧急未结 1", "发热 2 间", "体温未报 1 人"]
