//! The primary of the database dies, and its standby takes its place: docs/operate/failover.md.

mod behind;
mod haproxy;
mod pair;
mod patroni;
pub mod seen;
mod synchronous;
mod torn;
