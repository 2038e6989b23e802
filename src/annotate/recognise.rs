//! Finds mentions: spans that name companies, people, products, places, dates, money, quantities.

pub mod name;
pub mod number;
pub mod scan;

pub mod date;
pub mod money;
pub mod quantity;
pub mod value;
