//! The primary of the database dies, and its standby takes its place: docs/operate/failover.md.

mod behind;
mod pair;
mod patroni;
mod seen;
mod synchronous;
mod torn;
