//! For tests: a whole site in memory, a clock to turn, a mailbox to read.
