//! Logs of liars and broken disks: every part of a small log is changed in every way we could think
//! of, and a recount finds whatever matters. What does not is listed in `harmless`.

mod bounds;
mod bytes;
mod files;
mod forge;
mod harmless;
mod operator;
mod parts;
