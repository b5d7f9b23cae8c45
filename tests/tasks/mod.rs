//! What a hand sets off, and what the operator counts on.
mod backup;
mod by_hand;
mod houses;
mod log_restored;
mod refused;
