//! Documents in: text and declaration folders to drafts with findings.
