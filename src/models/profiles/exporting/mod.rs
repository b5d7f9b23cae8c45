//! A profile taken elsewhere: to another service, or printed. What is exported is
//! the sheet one hands in; who may see what of it was decided before.

pub mod europass;
pub mod json_resume;
pub mod pdf;
pub mod qr;
