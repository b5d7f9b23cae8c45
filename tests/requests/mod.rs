//! Through the doors, by actor; the same paths as `src/controllers`.
