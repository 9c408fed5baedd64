//! A place on the plane, in space or on the earth.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The coordinate systems, by the codes that the typed JSON names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CoordinateSystem {
    /// Longitude and latitude in degrees (4326), with height in metres (4979).
    Earth,
    /// Any units (7203), in three dimensions (9157).
    Cartesian,
}

/// Coordinates in a system; two or three of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// What the coordinates mean.
    pub system: CoordinateSystem,
    /// Longitude on the earth.
    pub x: f64,
    /// Latitude on the earth.
    pub y: f64,
    /// Height on the earth.
    pub z: Option<f64>,
}

impl Point {
    /// The code of system and number of dimensions.
    pub fn code(&self) -> u32 {
        match (self.system, self.z) {
            (CoordinateSystem::Earth, None) => 4326,
            (CoordinateSystem::Earth, Some(_)) => 4979,
            (CoordinateSystem::Cartesian, None) => 7203,
            (CoordinateSystem::Cartesian, Some(_)) => 9157,
        }
    }

    /// Whether it lies between two corners, edges included; `None` where the three are not of one kind. On the earth a box
    /// whose west is greater than its east reaches over the 180th meridian.
    pub fn is_within(&self, lower: &Point, upper: &Point) -> Option<bool> {
        if self.code() != lower.code() || self.code() != upper.code() {
            return None;
        }
        let between = |of: f64, low: f64, high: f64| low <= of && of <= high;
        let across = match (self.system, lower.x > upper.x) {
            (CoordinateSystem::Earth, true) => self.x >= lower.x || self.x <= upper.x,
            _ => between(self.x, lower.x, upper.x),
        };
        let height = |point: &Point| point.z.unwrap_or(0.0);
        Some(across && between(self.y, lower.y, upper.y) && between(height(self), height(lower), height(upper)))
    }

    /// From a code and coordinates; `None` where they do not fit.
    pub fn from_code(code: u32, coordinates: &[f64]) -> Option<Point> {
        let system = if matches!(code, 4326 | 4979) { CoordinateSystem::Earth } else { CoordinateSystem::Cartesian };
        let point = match *coordinates {
            [x, y] => Point { system, x, y, z: None },
            [x, y, z] => Point { system, x, y, z: Some(z) },
            _ => return None,
        };
        (point.code() == code).then_some(point)
    }

    /// The name of system and number of dimensions.
    pub fn system_name(&self) -> &'static str {
        match self.code() {
            4326 => "wgs-84",
            4979 => "wgs-84-3d",
            7203 => "cartesian",
            _ => "cartesian-3d",
        }
    }

    /// The distance, in metres on the earth; `None` between different systems.
    pub fn distance(&self, other: &Point) -> Option<f64> {
        if self.code() != other.code() {
            return None;
        }
        let rise = self.z.unwrap_or(0.0) - other.z.unwrap_or(0.0);
        Some(match self.system {
            CoordinateSystem::Cartesian => {
                ((self.x - other.x).powi(2) + (self.y - other.y).powi(2) + rise.powi(2)).sqrt()
            }
            CoordinateSystem::Earth => {
                const RADIUS: f64 = 6_378_140.0;
                let (a, b) = (self.y.to_radians(), other.y.to_radians());
                let half_width = (self.x - other.x).to_radians() / 2.0;
                let half_height = (a - b) / 2.0;
                let share = half_height.sin().powi(2) + a.cos() * b.cos() * half_width.sin().powi(2);
                (2.0 * RADIUS * share.sqrt().min(1.0).asin()).hypot(rise)
            }
        })
    }

    /// The global order: by system, then by coordinates.
    pub fn order(&self, other: &Point) -> Ordering {
        let coordinate = |a: f64, b: f64| if a == b { Ordering::Equal } else { a.total_cmp(&b) };
        self.code()
            .cmp(&other.code())
            .then(coordinate(self.x, other.x))
            .then(coordinate(self.y, other.y))
            .then(coordinate(self.z.unwrap_or(0.0), other.z.unwrap_or(0.0)))
    }
}

impl Hash for Point {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code().hash(state);
        for coordinate in [self.x, self.y, self.z.unwrap_or(0.0)] {
            // Both zeros are one coordinate.
            (coordinate + 0.0).to_bits().hash(state);
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = match self.system {
            CoordinateSystem::Earth => ["longitude", "latitude", "height"],
            CoordinateSystem::Cartesian => ["x", "y", "z"],
        };
        write!(f, "point({{{}: {:?}, {}: {:?}", names[0], self.x, names[1], self.y)?;
        if let Some(z) = self.z {
            write!(f, ", {}: {z:?}", names[2])?;
        }
        write!(f, ", crs: '{}'}})", self.system_name())
    }
}
