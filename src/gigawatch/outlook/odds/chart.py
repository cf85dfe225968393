"""Pictures of the odds: what was forecast against what came, and the fan of the capacity outlook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.index.show.chart.frame import WIDTH, finish, hold
from gigawatch.index.show.theme import BLUE, MUTED, SKY
from gigawatch.model import InputError
from gigawatch.outlook.odds.backtest import Backtest
from gigawatch.outlook.odds.page import Odds
from gigawatch.outlook.odds.phrase import PER_CENT, Voice
from gigawatch.quantity import part_thousands

if TYPE_CHECKING:
    import altair as alt
    from altair.typing import ChartType

SIDE = 300
HEIGHT = 260


def chart_calibration(test: Backtest, lang: str = "en") -> ChartType:
    """The share started against the mean forecast, bin by bin, with its interval, beside the line of agreement.

    InputError where nothing was tested.
    """
    voice = Voice(lang)
    if not test.calibration:
        raise InputError("nothing was tested", hint="the odds need projects told before and after a day")
    title = voice.say("chart_calibration", tested=len(test.forecasts), cut=test.cut.isoformat())
    points = describe_calibration(test, voice)
    alt = voice.say("chart_calibration_alt", points=points)
    return finish(draw_calibration(test, voice), lang, title, alt, voice.say("chart_calibration_note"))


def describe_calibration(test: Backtest, voice: Voice) -> str:
    """Every bin in words."""
    told = (
        voice.say("chart_point", mean=voice.percent(one.forecast), share=voice.percent(one.share), count=one.count)
        for one in test.calibration
    )
    return voice.say("comma").join(told)


def draw_calibration(test: Backtest, voice: Voice, href: str = "") -> ChartType:
    """The layers of the calibration; marks lead to `href` where one is given."""
    import altair as alt

    rows = [
        {
            "forecast": PER_CENT * one.forecast,
            "share": PER_CENT * one.share,
            "low": PER_CENT * one.interval.low,
            "high": PER_CENT * one.interval.high,
            "count": one.count,
            "href": href,
        }
        for one in test.calibration
    ]
    whole = alt.Scale(domain=[0, PER_CENT])
    x = alt.X("forecast:Q", title=voice.say("chart_forecast"), scale=whole)
    y_title = voice.say("chart_share")
    ends = hold([{"forecast": 0, "share": 0}, {"forecast": PER_CENT, "share": PER_CENT}])
    line = alt.Chart(ends).mark_line(color=MUTED, strokeDash=[4, 3], strokeWidth=1)
    data = alt.Chart(hold(rows))
    bars = data.mark_rule(color=BLUE, strokeWidth=1.5)
    size = alt.Size("count:Q", title=None, legend=None, scale=alt.Scale(range=[40, 260]))
    dots = data.mark_point(filled=True, color=BLUE)
    found: ChartType = alt.layer(
        line.encode(x=x, y=alt.Y("share:Q", title=y_title, scale=whole)),
        bars.encode(x=x, y=alt.Y("low:Q", title=y_title, scale=whole), y2="high:Q"),
        dots.encode(x=x, y=alt.Y("share:Q", title=y_title, scale=whole), size=size, **_link(href)),
    ).properties(width=SIDE, height=SIDE)
    return found


def chart_fan(odds: Odds, lang: str = "en") -> ChartType:
    """The capacity outlook: bands of 50 and 90 % of the draws around the middle. InputError where there is none."""
    voice = Voice(lang)
    if odds.outlook is None or not odds.outlook.years:
        raise InputError("there is no outlook to draw", hint="no capacity is planned here, or no rate was published")
    title = voice.say("chart_fan", region=odds.region.label(lang))
    alt = voice.say("chart_fan_alt", points=describe_fan(odds, voice))
    return finish(draw_fan(odds, voice), lang, title, alt, voice.say(f"chart_fan_{odds.outlook.basis}"))


def describe_fan(odds: Odds, voice: Voice) -> str:
    """Every year in words."""
    years = odds.outlook.years if odds.outlook is not None else ()
    return voice.say("comma").join(
        part_thousands(
            f"{one.year}: {one.quantiles[0]:,.0f} / {one.quantiles[2]:,.0f} / {one.quantiles[-1]:,.0f}", voice.lang
        )
        for one in years
    )


def draw_fan(odds: Odds, voice: Voice, href: str = "") -> ChartType:
    """The layers of the fan."""
    import altair as alt

    assert odds.outlook is not None
    rows = [
        {
            "year": one.year,
            **dict(zip(("q5", "q25", "q50", "q75", "q95"), one.quantiles, strict=True)),
            "href": href,
        }
        for one in odds.outlook.years
    ]
    data = alt.Chart(hold(rows))
    x = alt.X("year:Q", title=voice.say("chart_fan_year"), axis=_years(), scale=alt.Scale(zero=False, nice=False))
    title = voice.say("chart_fan_axis")

    def band(low: str, high: str, opacity: float) -> alt.Chart:
        y = alt.Y(f"{low}:Q", title=title, scale=alt.Scale(zero=False))
        area: alt.Chart = data.mark_area(color=SKY, opacity=opacity).encode(x=x, y=y, y2=f"{high}:Q")
        return area

    middle = data.mark_line(color=BLUE, point=alt.OverlayMarkDef(color=BLUE, size=40))
    found: ChartType = alt.layer(
        band("q5", "q95", 0.35),
        band("q25", "q75", 0.6),
        middle.encode(x=x, y=alt.Y("q50:Q", title=title, scale=alt.Scale(zero=False)), **_link(href)),
    ).properties(width=WIDTH, height=HEIGHT)
    return found


def _years() -> alt.Axis:
    import altair as alt

    return alt.Axis(format="d", tickMinStep=1, grid=False)


def _link(href: str) -> dict[str, alt.Href]:
    import altair as alt

    return {"href": alt.Href("href:N")} if href else {}
