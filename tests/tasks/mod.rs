//! What a hand sets off, and what the operator counts on.
mod backup;
mod by_hand;
mod first_start;
mod forgotten_again;
mod houses;
mod import_rome;
mod log_restored;
mod refused;
mod restore_beside;
mod restore_broken_off;
mod restore_place;
mod restore_turns;
