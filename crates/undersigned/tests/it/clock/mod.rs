//! The clock of the machine jumps, and comes back: nobody is lost, no link lives for ever, nothing ends for
//! good that had time left. What must hold is in docs/operate/durability.md.

mod faked;
mod machine;
mod turned;
