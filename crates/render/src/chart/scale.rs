//! From days and numbers to places in the picture.

use jiff::civil::Date;

/// Width of the picture in its own units: a phone shows it at three quarters, and its words stay readable.
pub(super) const WIDTH: i32 = 440;
/// Height of the picture.
pub(super) const HEIGHT: i32 = 270;
/// Room for the numbers at the side.
pub(super) const START: i32 = 62;
/// Room at the other side, above and below the counts.
const END: i32 = 16;
pub(super) const ABOVE: i32 = 14;
pub(super) const BELOW: i32 = 34;
/// Height of one more line of words.
pub(super) const LINE: i32 = 18;

/// Room above the highest number for the sign that it is open upwards, as a part of the whole in percent.
const HEADROOM: u128 = 118;

/// Days and numbers against places.
pub(super) struct Scale {
    from: Date,
    days: i32,
    most: u64,
    step: u64,
    mirrored: bool,
}

impl Scale {
    /// A scale from the first to the last day and from nothing to a number. It begins with nothing, because a cut axis
    /// makes small differences look large.
    pub(super) fn new((from, until): (Date, Date), most: u64, mirrored: bool) -> Self {
        let room = u64::try_from(u128::from(most.max(1)) * HEADROOM / 100).unwrap_or(u64::MAX);
        let step = step(room);
        Self {
            from,
            days: days(from, until),
            most: room.div_ceil(step).saturating_mul(step),
            step,
            mirrored,
        }
    }

    /// A place along time, with the reading direction.
    pub(super) fn across(&self, along: i32) -> i32 {
        if self.mirrored { WIDTH - along } else { along }
    }

    /// Where a day lies; a single one in the middle.
    pub(super) fn x(&self, day: Date) -> i32 {
        let room = WIDTH - START - END - 12;
        let along = if self.days == 0 {
            room / 2
        } else {
            let passed = days(self.from, day).unsigned_abs();
            part(u64::from(passed), u64::from(self.days.unsigned_abs()), room)
        };
        self.across(START + 6 + along)
    }

    /// A little before a day.
    pub(super) fn before(&self, day: Date) -> i32 {
        self.x(day) + if self.mirrored { 8 } else { -8 }
    }

    /// Room for a shape beside a mark, further along.
    pub(super) const fn beside(&self, x: i32) -> i32 {
        x + if self.mirrored { -13 } else { 13 }
    }

    /// Where a number lies.
    pub(super) fn y(&self, number: u64) -> i32 {
        let room = HEIGHT - ABOVE - BELOW;
        HEIGHT - BELOW - part(number.min(self.most), self.most, room)
    }

    /// The end of the lines behind the counts.
    pub(super) fn end(&self) -> i32 {
        self.across(WIDTH - END)
    }

    /// The numbers at the side.
    pub(super) fn ticks(&self) -> impl Iterator<Item = u64> {
        let (step, most) = (self.step, self.most);
        (0..=most / step).map(move |index| index * step)
    }
}

/// How many lines there are behind the counts at most, without the one at nothing.
const LINES: u64 = 5;

/// The smallest round step that divides a number into few enough parts.
fn step(number: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        let steps = [1, 2, 5].map(|factor| power.saturating_mul(factor));
        if let Some(step) = steps
            .into_iter()
            .find(|step| number.div_ceil(*step) <= LINES)
        {
            return step;
        }
        power = power.saturating_mul(10);
    }
}

/// `part` of `whole`, as a part of `room`.
fn part(part: u64, whole: u64, room: i32) -> i32 {
    let scaled = u128::from(part) * u128::from(room.unsigned_abs()) / u128::from(whole.max(1));
    i32::try_from(scaled).unwrap_or(room)
}

fn days(from: Date, until: Date) -> i32 {
    from.until(until).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_numbers_at_the_side_are_round_and_few() {
        for most in [0, 1, 7, 116, 999, 5_002, 36_500, u64::MAX / 2] {
            let scale = Scale::new((date(2026, 1, 1), date(2026, 1, 2)), most, false);
            let ticks: Vec<u64> = scale.ticks().collect();
            assert!((2..=8).contains(&ticks.len()), "{most}: {ticks:?}");
            assert!(ticks.last() >= Some(&most), "{most}: {ticks:?}");
        }
    }

    #[test]
    fn time_runs_with_the_reading_direction() {
        let (first, last) = (date(2026, 1, 10), date(2026, 1, 28));
        let left = Scale::new((first, last), 10, false);
        let right = Scale::new((first, last), 10, true);
        assert!(left.x(first) < left.x(last));
        assert_eq!(right.x(first), WIDTH - left.x(first));
        assert!(left.y(10) < left.y(0));
    }
}
