//! The two faces a sheet is set in, and of each the glyphs it used: only these go
//! into the file. DejaVu Sans Condensed has Latin, Greek, Cyrillic and more.
//! Its licence (Bitstream Vera's, and the public domain) lets documents embed it.

use std::{collections::HashMap, io::Write as _};

use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::{
    Filter, Finish, Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use subsetter::GlyphRemapper;

use crate::refusals::{Failure, Outcome};

pub const REGULAR: usize = 0;
pub const BOLD: usize = 1;
/// What stands for letters the faces cannot write.
pub const INSTEAD: char = '□';

const SYSTEM: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// Six letters and a plus: how a subset is named (ISO 32000-1, 9.6.4).
const NAMES: [&[u8]; 2] = [b"PSRLAA+DejaVuSansCondensed", b"PSRLAB+DejaVuSansCondensed-Bold"];

/// A letter as it is drawn: its number in the file's own face, its width in
/// thousandths of the size.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub id: u16,
    pub width: f32,
}

pub struct Face {
    data: &'static [u8],
    face: ttf_parser::Face<'static>,
    /// From the face's units to thousandths.
    scale: f32,
    known: HashMap<char, Option<Glyph>>,
    glyphs: GlyphRemapper,
    /// What each glyph after `.notdef` says, and how wide it is.
    used: Vec<(char, f32)>,
}

pub fn faces() -> Outcome<[Face; 2]> {
    Ok([Face::read(dejavu::sans_condensed::regular())?, Face::read(dejavu::sans_condensed::bold())?])
}

/// Whether letters of that script are drawn joined, reordered or from right to
/// left: set one by one they would be wrong.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

impl Face {
    fn read(data: &'static [u8]) -> Outcome<Self> {
        let face = ttf_parser::Face::parse(data, 0).map_err(|error| Failure::Broken(format!("font: {error}")))?;
        let scale = 1_000.0 / f32::from(face.units_per_em());
        Ok(Self { data, face, scale, known: HashMap::new(), glyphs: GlyphRemapper::new(), used: vec![] })
    }

    /// How a letter is drawn, if it can be.
    pub fn glyph(&mut self, c: char) -> Option<Glyph> {
        if let Some(known) = self.known.get(&c) {
            return *known;
        }
        let found = if is_shaped(c) { None } else { self.face.glyph_index(c).filter(|glyph| glyph.0 != 0) };
        let glyph = found.map(|glyph| {
            let width = f32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default()) * self.scale;
            let id = self.glyphs.remap(glyph.0);
            if usize::from(id) > self.used.len() {
                self.used.push((c, width));
            }
            Glyph { id, width }
        });
        self.known.insert(c, glyph);
        glyph
    }

    /// Writes the face, cut down to what was used, under five references from `id` on.
    pub fn write(&self, pdf: &mut Pdf, which: usize, ids: [Ref; 5]) -> Outcome<()> {
        let [id, cid, descriptor, cmap, file] = ids;
        let name = Name(NAMES[which]);
        let broken = |error: String| Failure::Broken(format!("font: {error}"));
        let subset = subsetter::subset(self.data, 0, &self.glyphs).map_err(|error| broken(error.to_string()))?;
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        let packed =
            packed.write_all(&subset).and_then(|()| packed.finish()).map_err(|error| broken(error.to_string()))?;
        pdf.type0_font(id)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut font = pdf.cid_font(cid);
        font.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor);
        font.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        font.widths().consecutive(1, self.used.iter().map(|(_, width)| *width));
        font.finish();
        let scaled = |units: i16| f32::from(units) * self.scale;
        let bounds = self.face.global_bounding_box();
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)))
            .italic_angle(0.0)
            .ascent(scaled(self.face.ascender()))
            .descent(scaled(self.face.descender()))
            .cap_height(scaled(self.face.capital_height().unwrap_or_else(|| self.face.ascender())))
            .stem_v(if which == BOLD { 140.0 } else { 85.0 })
            .font_file2(file);
        let mut said = UnicodeCmap::<u16>::new(Name(b"Passerelle-UTF16"), SYSTEM);
        for ((c, _), id) in self.used.iter().zip(1_u16..) {
            said.pair(id, *c);
        }
        pdf.cmap(cmap, &said.finish());
        let length = i32::try_from(subset.len()).unwrap_or(i32::MAX);
        pdf.stream(file, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
        Ok(())
    }
}
