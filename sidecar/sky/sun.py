"""Where the sun stands, and when it rises and sets.

The formulas are those of NOAA's solar calculator (https://gml.noaa.gov/grad/solcalc/calcdetails.html),
which takes them from J. Meeus, Astronomical Algorithms, chapters 22, 25 and 28. Moments are seconds
since 1970 UTC, angles are degrees, east and north are positive. Arrays broadcast.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.values import Bool, Float64

# The upper limb of the sun touches the horizon: 16' of its radius and 34' of refraction (NOAA).
HORIZON_DEG = -0.833
# Civil twilight ends as the sun's centre stands 6 degrees below the horizon, without refraction.
CIVIL_DEG = -6.0

DAY_S = 86_400.0
# Seconds in which the sun moves on by one degree.
_DEGREE_S = 240.0
_J2000_S = 946_728_000.0  # 2000-01-01T12:00, where Meeus' centuries begin
_CENTURY_S = 36_525 * DAY_S

# The place of the sun changes little in a day, so a few steps find a moment to below a second.
_STEPS = 6
# A moment that misses the altitude by more is none: the sun only comes near it.
_NEAR_DEG = 0.005

# Both altitudes and both sides of noon, beside any number of days.
_ALTITUDES = np.array([HORIZON_DEG, CIVIL_DEG]).reshape(2, 1, 1)
_SIDES = np.array([-1.0, 1.0]).reshape(1, 2, 1)


@dataclass(frozen=True)
class SolarDays:
    """What the sun does on some days at some places, each [n], in seconds since 1970 UTC.

    A solar day goes from midnight to midnight by the sun, and so has one noon at the place.
    Crossings are NaN where there is none. `light` and `twilight` are pairs of begin and end, also
    where nothing is crossed: from -inf to inf if the sun stays above, from inf to -inf if below.
    """

    noon: Float64
    sunrise: Float64
    sunset: Float64
    light: tuple[Float64, Float64]
    twilight: tuple[Float64, Float64]


def solar_day(longitude: Float64 | float, utc_s: Float64 | float) -> Float64:
    """Give the number of the solar day of a moment: 0 has its noon on 1970-01-01."""
    return np.floor((np.asarray(utc_s) + np.asarray(longitude) * _DEGREE_S) / DAY_S)


def solar_days(latitude: Float64 | float, longitude: Float64 | float, day: Float64) -> SolarDays:
    """Compute solar days, numbered as `solar_day` does, at places within 90 and 180 degrees."""
    mean_noon = np.asarray(day) * DAY_S + DAY_S / 2 - np.asarray(longitude) * _DEGREE_S
    noon = mean_noon - _sun(mean_noon)[1]
    lat = np.broadcast_to(np.asarray(latitude, np.float64), noon.shape)
    lon = np.broadcast_to(np.asarray(longitude, np.float64), noon.shape)
    moments, crossed = _crossings(lat, lon, mean_noon)
    high = altitude(lat, lon, noon) > _ALTITUDES[:, 0]
    midnights = noon + _SIDES[0] * DAY_S / 2
    up = altitude(lat, lon, midnights) > _ALTITUDES
    # What is above at noon and not at midnight crosses, however slowly.
    never = np.where(up, _SIDES * np.inf, np.where(high[:, np.newaxis], moments, -_SIDES * np.inf))
    light, twilight = np.where(crossed, moments, never)
    sunrise, sunset = np.where(crossed, moments, np.nan)[0]
    return SolarDays(noon, sunrise, sunset, (light[0], light[1]), (twilight[0], twilight[1]))


def altitude(
    latitude: Float64 | float, longitude: Float64 | float, utc_s: Float64 | float
) -> Float64:
    """Compute the altitude of the sun's centre without refraction."""
    moment = np.asarray(utc_s, np.float64)
    declination, ahead = _sun(moment)
    solar_s = moment % DAY_S + np.asarray(longitude) * _DEGREE_S + ahead
    hour_angle = np.radians(solar_s / _DEGREE_S - 180)
    lat = np.radians(np.asarray(latitude, np.float64))
    upright = np.sin(lat) * np.sin(declination)
    sine = upright + np.cos(lat) * np.cos(declination) * np.cos(hour_angle)
    return np.asarray(np.degrees(np.arcsin(np.clip(sine, -1, 1))))


def _crossings(lat: Float64, lon: Float64, mean_noon: Float64) -> tuple[Float64, Bool]:
    """Approach the moments at which the sun crosses both altitudes, [altitude, side of noon, n].

    Also tells where it does. Elsewhere a moment is the noon or midnight that comes nearest.
    """
    radians = np.radians(lat)
    moments = np.broadcast_to(mean_noon, (2, 2, *mean_noon.shape))
    declination, ahead = _sun(mean_noon)
    for _ in range(_STEPS):
        high = np.sin(np.radians(_ALTITUDES)) - np.sin(radians) * np.sin(declination)
        cosine = high / (np.cos(radians) * np.cos(declination))
        angle = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
        moments = mean_noon - ahead + _SIDES * angle * _DEGREE_S
        declination, ahead = _sun(moments)
    near = np.abs(altitude(lat, lon, moments) - _ALTITUDES) < _NEAR_DEG
    return moments, (np.abs(cosine) < 1) & near


def _sun(utc_s: Float64) -> tuple[Float64, Float64]:
    """Compute the declination in radians, and the equation of time in seconds.

    The declination is the angle north of the equator; the equation of time tells how far the sun
    is ahead of mean time.
    """
    t = (utc_s - _J2000_S) / _CENTURY_S
    mean = np.radians((280.46646 + t * (36000.76983 + 0.0003032 * t)) % 360)
    anomaly = np.radians((357.52911 + t * (35999.05029 - 0.0001537 * t)) % 360)
    # The ascending node of the moon, which moves the earth's axis.
    node = np.radians(125.04 - 1934.136 * t)
    tilt = 23.439291 - t * (0.0130042 + t * (0.00000016 - t * 0.000000504))
    obliquity = np.radians(tilt + 0.00256 * np.cos(node))
    sin_anomaly, sin_twice = np.sin(anomaly), np.sin(2 * anomaly)
    centre = (
        sin_anomaly * (1.914602 - t * (0.004817 + 0.000014 * t))
        + sin_twice * (0.019993 - 0.000101 * t)
        + np.sin(3 * anomaly) * 0.000289
    )
    apparent = mean + np.radians(centre - 0.00569 - 0.00478 * np.sin(node))
    declination = np.arcsin(np.sin(obliquity) * np.sin(apparent))
    orbit = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
    y = np.tan(obliquity / 2) ** 2
    ahead = (
        y * np.sin(2 * mean)
        - 2 * orbit * sin_anomaly
        + 4 * orbit * y * sin_anomaly * np.cos(2 * mean)
        - 0.5 * y * y * np.sin(4 * mean)
        - 1.25 * orbit * orbit * sin_twice
    )
    return np.asarray(declination), np.asarray(np.degrees(ahead) * _DEGREE_S)
