//! In: the bytes of a picture. Out: its type, size in pixels and digest, or the reason why it cannot be used.
//!
//! Invariant: decides by the bytes, never by a name or a declared type. A broken picture affects nothing else.

use std::fmt;
use std::io::{self, Cursor, Read};
use std::panic::catch_unwind;

use flate2::read::ZlibDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::gif;
use crate::limits;
use crate::warned::Warning;

/// The shortest side of a picture, in pixels. Smaller ones are icons, counters or placeholders. Icons are usually made in 16 to 64 pixels.
const LEAST_SIDE: u32 = 80;

/// A picture whose bytes are available.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Picture {
    /// Where its bytes are.
    pub place: Place,
    /// Its type, by its bytes.
    pub media_type: MediaType,
    /// The width in pixels, after the rotation that its metadata asks for.
    pub width: u32,
    /// The height in pixels, after the rotation.
    pub height: u32,
    /// SHA-256 of the bytes in lower-case hexadecimal.
    pub digest: String,
}

/// Where the bytes of a picture are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the file of the capture.
    Embedded,
    /// In a separate file, with a path like those of captures.
    File(String),
}

/// The supported types of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum MediaType {
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// GIF.
    #[serde(rename = "image/gif")]
    Gif,
    /// WebP.
    #[serde(rename = "image/webp")]
    WebP,
}

/// A picture that exists but cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// The name of the picture in messages.
    pub picture: String,
    /// The reason.
    pub fault: Fault,
}

/// Why a picture cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Fault {
    /// It has an unsupported type.
    OtherType,
    /// It is truncated or damaged.
    Broken,
    /// Its file has too many bytes.
    TooLarge,
    /// It has too many pixels.
    TooManyPixels,
    /// It needs too many bytes when unpacked.
    UnpacksTooLarge,
    /// The earlier pictures of the edition use up the limit for all unpacked pictures.
    TooManyPictures,
    /// This picture and the ones after it on the page (this many in all) exceed the number of pictures that are read.
    Beyond(usize),
    /// Its file is a link that leads out of the folder of captures.
    Outside,
    /// The system refused to read it.
    Unreadable,
    /// It has changed since the captures were read.
    Changed,
    /// It is animated.
    Moving,
    /// Its colours are for printing presses (CMYK). A PDF for archives accepts those only with a profile.
    PressColours,
}

impl Flaw {
    /// The warning about the picture on a page.
    pub(crate) fn warning(&self, page: &str) -> Warning {
        let problem = format!("picture `{}`: {}", self.picture, self.fault);
        Warning { path: Some(page.to_owned()), problem, hint: Some(self.fault.hint().to_owned()) }
    }
}

impl MediaType {
    /// The MIME type: `image/png`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }

    /// The file extension.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }

    /// The type of a picture, by its first bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(match image::guess_format(bytes).ok()? {
            ImageFormat::Png => Self::Png,
            ImageFormat::Jpeg => Self::Jpeg,
            ImageFormat::Gif => Self::Gif,
            ImageFormat::WebP => Self::WebP,
            _ => return None,
        })
    }

    /// The type, as the decoders name it.
    pub fn format(self) -> ImageFormat {
        match self {
            Self::Png => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Gif => ImageFormat::Gif,
            Self::WebP => ImageFormat::WebP,
        }
    }
}

/// Examines a picture. `None` if it is too small. Only its header is decoded.
///
/// # Errors
/// It has an unsupported type, is broken, is too large or has too many pixels.
pub(crate) fn examine(bytes: &[u8], place: Place) -> Result<Option<Picture>, Fault> {
    if bytes.len() as u64 > limits::PICTURE_BYTES {
        return Err(Fault::TooLarge);
    }
    let media_type = MediaType::of(bytes).ok_or(Fault::OtherType)?;
    let Size { width, height, unpacked } = size(bytes, media_type).ok_or(Fault::Broken)?;
    if width < LEAST_SIDE || height < LEAST_SIDE {
        return Ok(None);
    }
    if u64::from(width).saturating_mul(u64::from(height)) > limits::PICTURE_PIXELS {
        return Err(Fault::TooManyPixels);
    }
    if unpacked > limits::PICTURE_UNPACKED {
        return Err(Fault::UnpacksTooLarge);
    }
    Ok(Some(Picture { place, media_type, width, height, digest: super::digest(bytes) }))
}

/// The size of a picture according to its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    width: u32,
    height: u32,
    /// In bytes: pixels × channels × depth.
    unpacked: u64,
}

/// The size of an unpacked picture in bytes, according to its header. `None` if the bytes are not a picture, or broken.
pub(crate) fn unpacked(bytes: &[u8]) -> Option<u64> {
    size(bytes, MediaType::of(bytes)?).map(|size| size.unpacked)
}

/// The limit that a picture exceeds, if any, checked before it is unpacked. Bytes of no supported type have no size.
pub(crate) fn excess(bytes: &[u8]) -> Option<Fault> {
    if bytes.len() as u64 > limits::PICTURE_BYTES {
        return Some(Fault::TooLarge);
    }
    let media_type = MediaType::of(bytes)?;
    if media_type == MediaType::Png && has_large_profile(bytes) {
        return Some(Fault::UnpacksTooLarge);
    }
    let Size { width, height, unpacked } = size(bytes, media_type)?;
    if u64::from(width).saturating_mul(u64::from(height)) > limits::PICTURE_PIXELS {
        return Some(Fault::TooManyPixels);
    }
    (unpacked > limits::PICTURE_UNPACKED).then_some(Fault::UnpacksTooLarge)
}

/// Whether the colour profile of a PNG (ISO/IEC 15948, 11.3.3.3) unpacks to more than the limit. Decoders unpack all of it.
fn has_large_profile(bytes: &[u8]) -> bool {
    /// By ISO/IEC 15948 section 5.2, eight bytes.
    const SIGNATURE: usize = 8;
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let data = behind.get(..length.min(behind.len())).unwrap_or_default();
        if &kind == b"iCCP" {
            // A name, a zero byte, the compression method, and the compressed data.
            let name = data.iter().position(|&byte| byte == 0).unwrap_or(data.len());
            let packed = data.get(name.saturating_add(2)..).unwrap_or_default();
            let room = limits::PROFILE_UNPACKED;
            let unpacked = io::copy(&mut ZlibDecoder::new(packed).take(room.saturating_add(1)), &mut io::sink());
            if unpacked.is_ok_and(|unpacked| unpacked > room) {
                return true;
            }
        }
        // A checksum of four bytes follows the data.
        rest = behind.get(length.saturating_add(4)..).unwrap_or_default();
    }
    false
}

/// The size of a picture according to its header. A panic in a decoder must not end the program.
fn size(bytes: &[u8], media_type: MediaType) -> Option<Size> {
    let of_head = || if media_type == MediaType::Gif { size_of_gif(bytes) } else { size_of_head(bytes, media_type) };
    catch_unwind(of_head).ok().flatten()
}

/// Reads GIFs without their decoder. That requires a frame, which a placeholder may lack, and allocates memory for a frame of any size.
fn size_of_gif(bytes: &[u8]) -> Option<Size> {
    let heads = gif::heads(bytes)?;
    let (width, height) = (u32::from(heads.screen.0), u32::from(heads.screen.1));
    let screen = u64::from(width).saturating_mul(u64::from(height));
    // Both are in memory while one is painted on the other, with four bytes per pixel.
    let unpacked = if heads.largest > screen { screen.saturating_add(heads.largest) } else { screen };
    Some(Size { width, height, unpacked: unpacked.saturating_mul(4) })
}

fn size_of_head(bytes: &[u8], media_type: MediaType) -> Option<Size> {
    let reader = ImageReader::with_format(Cursor::new(bytes), media_type.format());
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let unpacked = decoder.total_bytes();
    let is_turned = matches!(
        decoder.orientation(),
        Ok(Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH)
    );
    let (width, height) = if is_turned { (height, width) } else { (width, height) };
    Some(Size { width, height, unpacked })
}

impl Fault {
    /// What the user can do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::OtherType => "only PNG, JPEG, GIF and WebP are shown; its address is kept",
            Self::Broken | Self::Unreadable => "capture the page again, or put a whole picture in its place",
            Self::TooLarge | Self::TooManyPixels | Self::UnpacksTooLarge => "put a smaller picture in its place",
            Self::TooManyPictures => "put smaller pictures in, or build with `--from`, `--to` or `--no-pictures`",
            Self::Beyond(_) => "save the page in parts",
            Self::Outside => "put the picture itself into the folder of captures",
            Self::Changed => "build again",
            Self::Moving => "put a picture that stands still in its place",
            Self::PressColours => "put a picture in RGB in its place",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherType => formatter.write_str("it is no picture of a type that can be shown"),
            Self::Broken => formatter.write_str("it is damaged"),
            Self::TooLarge => write!(formatter, "it is larger than {} MiB", limits::PICTURE_BYTES / limits::MIB),
            Self::TooManyPixels => {
                write!(formatter, "it has more than {} million pixels", limits::PICTURE_PIXELS / 1_000_000)
            }
            Self::UnpacksTooLarge => {
                write!(formatter, "it unpacks to more than {} MiB", limits::PICTURE_UNPACKED / limits::MIB)
            }
            Self::TooManyPictures => {
                let most = limits::PICTURES_UNPACKED / limits::MIB;
                write!(formatter, "the pictures of the edition unpack to more than {most} MiB together")
            }
            Self::Beyond(count) => {
                let most = limits::PICTURES_OF_PAGE;
                write!(
                    formatter,
                    "its page names more than {most} pictures; it and those behind it are left out, {count} in all"
                )
            }
            Self::Outside => formatter.write_str("it is a link out of the folder of captures"),
            Self::Unreadable => formatter.write_str("it could not be read"),
            Self::Changed => formatter.write_str("it changed during the build"),
            Self::Moving => formatter.write_str("it moves"),
            Self::PressColours => formatter.write_str("its colours are those of a printing press (CMYK)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header of a GIF of a size. The rest is not read.
    fn gif(width: u16, height: u16) -> Vec<u8> {
        [&b"GIF89a"[..], &width.to_le_bytes(), &height.to_le_bytes(), &[0, 0, 0, b';']].concat()
    }

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        let picture = examine(&gif(640, 480), Place::Embedded).unwrap().unwrap();
        assert_eq!((picture.media_type, picture.width, picture.height), (MediaType::Gif, 640, 480));
        assert_eq!(examine(&gif(1, 1), Place::Embedded), Ok(None));
        assert_eq!(examine(&gif(600, 79), Place::Embedded), Ok(None));
        assert_eq!(examine(&gif(9000, 9000), Place::Embedded), Err(Fault::TooManyPixels));
        assert_eq!(examine(&gif(640, 480)[..8], Place::Embedded), Err(Fault::Broken));
        for other in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"<!DOCTYPE html>", b"", b"BM"] {
            assert_eq!(examine(other, Place::Embedded), Err(Fault::OtherType));
        }
        assert_eq!(examine(&vec![0; limits::PICTURE_BYTES as usize + 1], Place::Embedded), Err(Fault::TooLarge));
    }

    #[test]
    fn a_colour_profile_unpacks_to_no_more_than_it_may() {
        let with_profile = |size: u64| {
            let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            io::copy(&mut io::repeat(0).take(size), &mut packer).unwrap();
            let profile = [&b"press\0\0"[..], &packer.finish().unwrap()].concat();
            let length = u32::try_from(profile.len()).unwrap().to_be_bytes();
            [&b"\x89PNG\r\n\x1a\n"[..], &[0, 0, 0, 1], b"tEXt", b"x", &[0; 4], &length, b"iCCP", &profile, &[0; 4]]
                .concat()
        };
        assert!(has_large_profile(&with_profile(limits::PROFILE_UNPACKED + 1)));
        assert_eq!(excess(&with_profile(limits::PROFILE_UNPACKED + 1)), Some(Fault::UnpacksTooLarge));
        assert!(!has_large_profile(&with_profile(3 << 20)));
        for broken in [&with_profile(100)[..20], &[], b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiCCP"] {
            assert!(!has_large_profile(broken));
        }
    }
}
