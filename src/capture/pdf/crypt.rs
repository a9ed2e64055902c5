//! In: the entries of an encrypted PDF. Out: the key that an empty password opens, and what it decrypts (ISO 32000-2, 7.6).
//!
//! Many agencies lock a PDF against changes alone: everybody may read it, and the key follows from the file.
//!
//! Invariant: tries no password but the empty one.

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes256, Block};
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

use super::document::Document;
use super::object::{Dict, Object};

/// What stands for the missing letters of a password (7.6.4.3.2).
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00,
    0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// The length of a block of AES, in bytes.
const BLOCK: usize = 16;

/// The key of a document, and how it is used.
#[derive(Debug)]
pub(super) struct Key {
    key: Vec<u8>,
    texts: Cipher,
    streams: Cipher,
    /// Whether the description of the document is encrypted like all else.
    has_metadata: bool,
}

/// How something is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cipher {
    Plain,
    Rc4,
    /// AES with a key for each object.
    Aes128,
    /// AES with one key for all.
    Aes256,
}

impl Key {
    /// The key of a document. `None` if it needs a password, or is encrypted in an unknown way.
    pub(super) fn of(document: &Document) -> Option<Self> {
        let entries = document.dict(document.trailer(), "Encrypt");
        if document.name(&entries, "Filter")? != "Standard" {
            return None;
        }
        let version = document.entry(&entries, "V").index()?;
        let has_metadata = *document.entry(&entries, "EncryptMetadata") != Object::Bool(false);
        let cipher = |key: &str| match version {
            1 | 2 => Some(Cipher::Rc4),
            4 | 5 => filter(document, &entries, key),
            _ => None,
        };
        let key = match version {
            5 => long_key(document, &entries)?,
            _ => short_key(document, &entries, version, has_metadata)?,
        };
        Some(Self { key, texts: cipher("StrF")?, streams: cipher("StmF")?, has_metadata })
    }

    /// Decrypts all texts in an object of the file.
    pub(super) fn decrypt_texts(&self, object: &mut Object, number: u32, generation: u16) {
        match object {
            Object::Text(text) => *text = self.decrypt(text, self.texts, number, generation),
            Object::Array(items) => items.iter_mut().for_each(|item| self.decrypt_texts(item, number, generation)),
            Object::Dict(entries) | Object::Stream(entries, _) => {
                entries.values_mut().for_each(|value| self.decrypt_texts(value, number, generation));
            }
            _ => {}
        }
    }

    /// Decrypts the data of a stream with these entries.
    pub(super) fn decrypt_stream(&self, data: &[u8], entries: &Dict, number: u32, generation: u16) -> Vec<u8> {
        let is = |key: &str, name: &str| match entries.get(key) {
            Some(Object::Array(names)) => names.first().and_then(Object::name) == Some(name),
            Some(other) => other.name() == Some(name),
            None => false,
        };
        let is_plain = is("Filter", "Crypt") || (!self.has_metadata && is("Type", "Metadata"));
        self.decrypt(data, if is_plain { Cipher::Plain } else { self.streams }, number, generation)
    }

    fn decrypt(&self, data: &[u8], cipher: Cipher, number: u32, generation: u16) -> Vec<u8> {
        match cipher {
            Cipher::Plain => data.to_vec(),
            Cipher::Rc4 => rc4(&self.of_object(number, generation, &[]), data),
            Cipher::Aes128 => match Aes128::new_from_slice(&self.of_object(number, generation, b"sAlT")) {
                Ok(cipher) => chained(&cipher, data),
                Err(_) => Vec::new(),
            },
            Cipher::Aes256 => {
                Aes256::new_from_slice(&self.key).map(|cipher| chained(&cipher, data)).unwrap_or_default()
            }
        }
    }

    /// The key of one object (algorithm 1).
    fn of_object(&self, number: u32, generation: u16, salt: &[u8]) -> Vec<u8> {
        let number = number.to_le_bytes();
        let [low, middle, high, _] = number;
        let digest = Md5::new().chain_update(&self.key).chain_update([low, middle, high]);
        let digest = digest.chain_update(generation.to_le_bytes()).chain_update(salt).finalize();
        digest.iter().copied().take(self.key.len().saturating_add(5)).collect()
    }
}

/// The cipher that a named filter of encryption means.
fn filter(document: &Document, entries: &Dict, key: &str) -> Option<Cipher> {
    let name = document.name(entries, key).unwrap_or_else(|| "Identity".to_owned());
    if name == "Identity" {
        return Some(Cipher::Plain);
    }
    let filters = document.dict(entries, "CF");
    let filter = document.dict(&filters, &name);
    Some(match document.name(&filter, "CFM")?.as_str() {
        "None" => Cipher::Plain,
        "V2" => Cipher::Rc4,
        "AESV2" => Cipher::Aes128,
        "AESV3" => Cipher::Aes256,
        _ => return None,
    })
}

fn text(document: &Document, entries: &Dict, key: &str) -> Option<Vec<u8>> {
    document.entry(entries, key).text().map(<[u8]>::to_vec)
}

/// The key of versions 1 to 4 (algorithms 2, 4, 5 and 6).
fn short_key(document: &Document, entries: &Dict, version: usize, has_metadata: bool) -> Option<Vec<u8>> {
    let revision = document.entry(entries, "R").index()?;
    let bits = match version {
        1 => 40,
        4 => 128,
        _ => document.entry(entries, "Length").index().unwrap_or(40),
    };
    let length = (bits / 8).clamp(5, 16);
    let (owner, user) = (text(document, entries, "O")?, text(document, entries, "U")?);
    // The permissions are a signed number of 32 bits, which some write as an unsigned one.
    let permissions = document.entry(entries, "P").number()? as i64 as u32;
    let id = document.array(document.trailer(), "ID").first().and_then(Object::text).map(<[u8]>::to_vec);
    let id = id.unwrap_or_default();
    let mut digest = Md5::new().chain_update(PADDING).chain_update(owner.get(..32)?);
    digest.update(permissions.to_le_bytes());
    digest.update(&id);
    if revision >= 4 && !has_metadata {
        digest.update([0xff; 4]);
    }
    let mut key = digest.finalize().to_vec();
    key.truncate(length);
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key).to_vec();
            key.truncate(length);
        }
    }
    let expected = if revision >= 3 {
        let first = rc4(&key, &Md5::new().chain_update(PADDING).chain_update(&id).finalize());
        (1..20_u8).fold(first, |data, round| rc4(&key.iter().map(|byte| byte ^ round).collect::<Vec<_>>(), &data))
    } else {
        rc4(&key, &PADDING)
    };
    (user.get(..16)? == expected.get(..16)?).then_some(key)
}

/// The key of version 5 (algorithm 2.A).
fn long_key(document: &Document, entries: &Dict) -> Option<Vec<u8>> {
    let user = text(document, entries, "U")?;
    let hash = |salt: &[u8]| match document.entry(entries, "R").index()? {
        5 => Some(Sha256::digest(salt).to_vec()),
        6 => hardened(salt),
        _ => None,
    };
    if hash(user.get(32..40)?)? != user.get(..32)? {
        return None;
    }
    let cipher = Aes256::new_from_slice(&hash(user.get(40..48)?)?).ok()?;
    let packed = text(document, entries, "UE")?;
    Some(unchained(&cipher, &[0; BLOCK], packed.get(..32)?))
}

/// The hash of an empty password and a salt (algorithm 2.B).
fn hardened(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0..u32::from(u16::MAX) {
        let text = key.repeat(64);
        let cipher = Aes128::new_from_slice(key.get(..BLOCK)?).ok()?;
        let mut previous: [u8; BLOCK] = key.get(BLOCK..32)?.try_into().ok()?;
        let mut encrypted = Vec::with_capacity(text.len());
        for part in text.as_chunks::<BLOCK>().0 {
            let mut block = Block::from(xor(part, &previous));
            cipher.encrypt_block(&mut block);
            previous = block.into();
            encrypted.extend(previous);
        }
        let remainder = encrypted.iter().take(BLOCK).fold(0_u32, |sum, &byte| sum.saturating_add(u32::from(byte))) % 3;
        key = match remainder {
            0 => Sha256::digest(&encrypted).to_vec(),
            1 => Sha384::digest(&encrypted).to_vec(),
            _ => Sha512::digest(&encrypted).to_vec(),
        };
        let last = u32::from(*encrypted.last()?);
        if round >= 63 && last <= round.saturating_sub(31) {
            break;
        }
    }
    key.truncate(32);
    Some(key)
}

fn xor(one: &[u8; BLOCK], other: &[u8; BLOCK]) -> [u8; BLOCK] {
    let mut both = *one;
    both.iter_mut().zip(other).for_each(|(byte, other)| *byte ^= other);
    both
}

/// Decrypts blocks that are chained after a first one, which is no data, and takes off what fills the last.
fn chained(cipher: &impl BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>, data: &[u8]) -> Vec<u8> {
    let Some((first, rest)) = data.split_first_chunk::<BLOCK>() else { return Vec::new() };
    let mut plain = unchained(cipher, first, rest);
    let filling = plain.last().map_or(0, |&last| usize::from(last));
    if (1..=BLOCK).contains(&filling) {
        plain.truncate(plain.len().saturating_sub(filling));
    }
    plain
}

fn unchained(
    cipher: &impl BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>,
    first: &[u8; BLOCK],
    data: &[u8],
) -> Vec<u8> {
    let mut previous = *first;
    let mut plain = Vec::with_capacity(data.len());
    for part in data.as_chunks::<BLOCK>().0 {
        let mut block = Block::from(*part);
        cipher.decrypt_block(&mut block);
        plain.extend(xor(&block.into(), &previous));
        previous = *part;
    }
    plain
}

/// RC4, which has nothing to hide here: the key is in the file.
fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut other = 0_u8;
    for (at, &part) in (0..=255_u8).zip(key.iter().cycle()) {
        other = other.wrapping_add(state.get(usize::from(at)).copied().unwrap_or_default()).wrapping_add(part);
        state.swap(usize::from(at), usize::from(other));
    }
    let (mut one, mut other) = (0_u8, 0_u8);
    let mut next = || {
        one = one.wrapping_add(1);
        let value = state.get(usize::from(one)).copied().unwrap_or_default();
        other = other.wrapping_add(value);
        state.swap(usize::from(one), usize::from(other));
        let swapped = state.get(usize::from(one)).copied().unwrap_or_default();
        state.get(usize::from(value.wrapping_add(swapped))).copied().unwrap_or_default()
    };
    data.iter().map(|byte| byte ^ next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_has_its_known_answers() {
        assert_eq!(rc4(b"Key", b"Plaintext"), [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
        assert_eq!(rc4(b"Wiki", &rc4(b"Wiki", b"pedia")), b"pedia");
        assert_eq!(rc4(b"Wiki", b""), b"");
    }

    #[test]
    fn data_that_is_no_chain_of_blocks_gives_nothing() {
        let cipher = Aes128::new_from_slice(&[0; 16]).unwrap();
        assert_eq!(chained(&cipher, b"short"), b"");
        assert_eq!(chained(&cipher, &[0; 16]), b"");
        assert_eq!(chained(&cipher, &[0; 40]).len(), 16);
    }
}
