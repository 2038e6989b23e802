//! How the model file is written and read.

use crate::model::Diagnostic;

/// Bytes being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// What has been written.
    pub(super) bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.byte((number & 0x7F) as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    /// Zeros up to a multiple of `size`, at most 256, with their number before them.
    pub(super) fn align(&mut self, size: usize) {
        let end = (self.bytes.len() + 1).next_multiple_of(size);
        self.byte((end - self.bytes.len() - 1) as u8);
        self.bytes.resize(end, 0);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Bytes being read.
#[derive(Debug)]
pub(super) struct Reader {
    rest: &'static [u8],
}

impl Reader {
    pub(super) const fn new(bytes: &'static [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn byte(&mut self) -> Result<u8, Diagnostic> {
        Ok(self.bytes(1)?[0])
    }

    pub(super) fn bytes(&mut self, length: usize) -> Result<&'static [u8], Diagnostic> {
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.broken())?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn number(&mut self) -> Result<usize, Diagnostic> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.broken())
    }

    /// A number that scores are held against.
    pub(super) fn score(&mut self) -> Result<i32, Diagnostic> {
        self.number()?.try_into().map_err(|_| self.broken())
    }

    /// Passes over what [`Writer::align`] wrote.
    pub(super) fn aligned(&mut self) -> Result<(), Diagnostic> {
        let zeros = self.byte()?;
        self.bytes(zeros.into()).map(|_| ())
    }

    pub(super) fn text(&mut self) -> Result<&'static str, Diagnostic> {
        let length = self.number()?;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| self.broken())
    }

    /// As many texts as the number before them says.
    pub(super) fn texts(&mut self) -> Result<Vec<&'static str>, Diagnostic> {
        (0..self.number()?).map(|_| self.text()).collect()
    }

    /// That the file is not what it should be.
    #[expect(clippy::unused_self, reason = "reads as a property of the input")]
    pub(super) fn broken(&self) -> Diagnostic {
        Diagnostic::error("the language model is damaged").hint("train it again with `pactum train`")
    }
}
