//! Finds mentions: spans that name companies, people, products, places, dates, money, quantities.

pub mod date;
pub mod money;
pub mod name;
