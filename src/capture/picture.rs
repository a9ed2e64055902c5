//! In: the bytes of a picture. Out: what it is: its type, its size in pixels, its digest; or why it cannot be carried.
//!
//! Invariant: goes by the bytes, never by a name or a declared type; no picture, however broken, costs more than itself.

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

/// The shortest side of a picture, in pixels: what is smaller is an icon, a counter or what stands in until a picture comes.
pub const LEAST_SIDE: u32 = 80;

/// A picture whose bytes are at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Picture {
    pub place: Place,
    pub media_type: MediaType,
    /// In pixels, as it is shown: turned where it says so of itself.
    pub width: u32,
    /// In pixels, as it is shown.
    pub height: u32,
    /// SHA-256 of its bytes in lower-case hexadecimal.
    pub digest: String,
}

/// Where the bytes of a picture stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the file of the capture itself.
    Embedded,
    /// In a file of its own, named as captures are.
    File(String),
}

/// The types of pictures that are carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum MediaType {
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/gif")]
    Gif,
    #[serde(rename = "image/webp")]
    WebP,
}

/// A picture that is there and cannot be carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// How the picture is named to a person.
    pub picture: String,
    pub fault: Fault,
}

/// What is wrong with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Fault {
    /// Its bytes are none of the types that are carried.
    OtherType,
    /// It breaks off, or is damaged.
    Broken,
    /// Its file has too many bytes.
    TooLarge,
    /// It has too many pixels.
    TooManyPixels,
    /// It takes too many bytes once it is unpacked.
    UnpacksTooLarge,
    /// Those before it in the edition have taken what all may unpack to together.
    TooManyPictures,
    /// It and those behind it on the page, so many, stand behind more pictures than are looked for.
    Beyond(usize),
    /// Its file is a link that leads out of the folder of captures.
    Outside,
    /// The system would not let it be read.
    Unreadable,
    /// It is another one than when the captures were read.
    Changed,
    /// It shows several pictures, one after the other.
    Moving,
    /// Its colours are those of a printing press (CMYK), which a PDF for archives takes only with a profile.
    PressColours,
}

impl Flaw {
    /// What a person is told of the picture of a page.
    pub fn warning(&self, page: &str) -> Warning {
        let problem = format!("picture `{}`: {}", self.picture, self.fault);
        Warning { path: Some(page.to_owned()), problem, hint: Some(self.fault.hint().to_owned()) }
    }
}

impl MediaType {
    /// Its name: `image/png`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }

    /// The ending of a file of the type.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }

    /// The type of a picture, by the first of its bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(match image::guess_format(bytes).ok()? {
            ImageFormat::Png => Self::Png,
            ImageFormat::Jpeg => Self::Jpeg,
            ImageFormat::Gif => Self::Gif,
            ImageFormat::WebP => Self::WebP,
            _ => return None,
        })
    }

    /// The same as the decoders name it.
    pub fn format(self) -> ImageFormat {
        match self {
            Self::Png => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Gif => ImageFormat::Gif,
            Self::WebP => ImageFormat::WebP,
        }
    }
}

/// What a picture is; `None` where it is too small to be one. Only its head is decoded.
///
/// # Errors
/// It is of another type, broken, too large or of too many pixels.
pub fn examine(bytes: &[u8], place: Place) -> Result<Option<Picture>, Fault> {
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

/// How large a picture is, as its head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    width: u32,
    height: u32,
    /// In bytes: pixels × channels × depth.
    unpacked: u64,
}

/// What a picture takes once it is unpacked, in bytes, as its head says; nothing where it is no picture, or broken.
pub fn unpacked(bytes: &[u8]) -> Option<u64> {
    size(bytes, MediaType::of(bytes)?).map(|size| size.unpacked)
}

/// What is wrong with a picture that is to be unpacked, as far as its size goes, whoever it comes from; what is no picture of a
/// type that is carried has no size.
pub fn excess(bytes: &[u8]) -> Option<Fault> {
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

/// Whether the colour profile of a PNG (ISO/IEC 15948, 11.3.3.3) unpacks to more than it may: decoders unpack it whole.
fn has_large_profile(bytes: &[u8]) -> bool {
    const SIGNATURE: usize = 8;
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let data = behind.get(..length.min(behind.len())).unwrap_or_default();
        if &kind == b"iCCP" {
            // A name, a nought, the way of packing, and what is packed.
            let name = data.iter().position(|&byte| byte == 0).unwrap_or(data.len());
            let packed = data.get(name.saturating_add(2)..).unwrap_or_default();
            let room = limits::PROFILE_UNPACKED;
            let unpacked = io::copy(&mut ZlibDecoder::new(packed).take(room.saturating_add(1)), &mut io::sink());
            if unpacked.is_ok_and(|unpacked| unpacked > room) {
                return true;
            }
        }
        // Behind the data stands a checksum of four bytes.
        rest = behind.get(length.saturating_add(4)..).unwrap_or_default();
    }
    false
}

/// The size of a picture as its head gives it. A decoder that fails on one must not end the program.
fn size(bytes: &[u8], media_type: MediaType) -> Option<Size> {
    let of_head = || if media_type == MediaType::Gif { size_of_gif(bytes) } else { size_of_head(bytes, media_type) };
    catch_unwind(of_head).ok().flatten()
}

/// The decoder of GIF wants a frame, which what stands in for a picture may lack, and makes room for a frame of any size.
fn size_of_gif(bytes: &[u8]) -> Option<Size> {
    let heads = gif::heads(bytes)?;
    let (width, height) = (u32::from(heads.screen.0), u32::from(heads.screen.1));
    let screen = u64::from(width).saturating_mul(u64::from(height));
    // Both are held while one is painted on the other, four bytes a pixel.
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
    /// What to do about it.
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

    /// The head of a GIF of a size, which is all that is looked at.
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
