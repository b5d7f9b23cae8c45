//! Pages, and in what order they are read: each block is marked with what it is,
//! so that a screen reader finds headings and paragraphs (ISO 32000-1, 14.8).

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr, types::StructRole, writers::StructTreeRoot};

use super::{
    fonts::{BOLD, Face, REGULAR},
    setting::{Run, Set, lines},
};
use crate::refusals::Outcome;

/// A4, in points, and what is left free around the text.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const SIDE: f32 = 68.0;
const TOP: f32 = 64.0;
const FOOT: f32 = 68.0;
/// Where the number of the page stands.
const NUMBER: f32 = 38.0;

const INK: [f32; 3] = [0.07, 0.15, 0.18];
const BRIDGE: [f32; 3] = [0.02, 0.36, 0.38];
const SOFT: [f32; 3] = [0.30, 0.36, 0.38];

/// What a block is, and so how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Title,
    Lead,
    Heading,
    Story,
    Body,
    Small,
}

struct Look {
    tag: StructRole,
    size: f32,
    leading: f32,
    before: f32,
    colour: [f32; 3],
}

impl Role {
    fn look(self) -> Look {
        let (tag, size, leading, before, colour) = match self {
            Self::Title => (StructRole::H1, 21.0, 26.0, 0.0, INK),
            Self::Lead => (StructRole::P, 12.5, 17.0, 3.0, BRIDGE),
            Self::Heading => (StructRole::H2, 13.0, 17.0, 16.0, BRIDGE),
            Self::Story => (StructRole::H3, 11.0, 15.0, 10.0, INK),
            Self::Body => (StructRole::P, 10.0, 14.5, 3.5, INK),
            Self::Small => (StructRole::P, 8.5, 12.0, 24.0, SOFT),
        };
        Look { tag, size, leading, before, colour }
    }

    fn face(self) -> usize {
        if matches!(self, Self::Title | Self::Heading | Self::Story) { BOLD } else { REGULAR }
    }
}

/// A text, and what names it at its head.
pub struct Block {
    pub role: Role,
    pub label: String,
    pub text: String,
}

struct Page {
    content: Content,
    /// The blocks on it, by the number of their mark.
    marks: Vec<usize>,
}

/// Pages as they fill.
pub struct Pages {
    faces: [Face; 2],
    pages: Vec<Page>,
    /// What is marked: its role, and the pages and marks it is on.
    blocks: Vec<(StructRole, Vec<(usize, usize)>)>,
    /// How far down the page is free.
    y: f32,
}

impl Pages {
    pub fn new(faces: [Face; 2]) -> Self {
        let mut pages = Self { faces, pages: vec![], blocks: vec![], y: 0.0 };
        pages.turn();
        pages
    }

    fn turn(&mut self) {
        self.pages.push(Page { content: Content::new(), marks: vec![] });
        self.y = HEIGHT - TOP;
    }

    /// Sets blocks that belong together: on one page when they fit on one.
    pub fn put(&mut self, together: &[Block]) {
        let laid: Vec<(Look, Vec<Vec<Set>>)> = together.iter().map(|block| self.lay(block)).collect();
        let height: f32 = laid.iter().map(|(look, lines)| look.before + look.leading * lines.len() as f32).sum();
        let is_begun = self.y < HEIGHT - TOP;
        if is_begun && height > self.y - FOOT && height <= HEIGHT - TOP - FOOT {
            self.turn();
        }
        for (look, lines) in &laid {
            self.set(look, lines);
        }
    }

    fn lay(&mut self, block: &Block) -> (Look, Vec<Vec<Set>>) {
        let look = block.role.look();
        let label = if block.label.is_empty() { String::new() } else { format!("{} ", block.label) };
        let runs = [Run { face: BOLD, text: &label }, Run { face: block.role.face(), text: &block.text }];
        let width = (WIDTH - 2.0 * SIDE) * 1_000.0 / look.size;
        let lines = lines(&mut self.faces, &runs, width);
        (look, lines)
    }

    fn set(&mut self, look: &Look, lines: &[Vec<Set>]) {
        self.blocks.push((look.tag, vec![]));
        if self.y < HEIGHT - TOP {
            self.y -= look.before;
        }
        let mut rest = lines;
        while !rest.is_empty() {
            let room = ((self.y - FOOT) / look.leading).max(0.0) as usize;
            if room == 0 {
                self.turn();
                continue;
            }
            let (here, after) = rest.split_at(room.min(rest.len()));
            self.mark(look, here);
            rest = after;
        }
    }

    /// Draws lines as one marked part of the block begun last.
    fn mark(&mut self, look: &Look, lines: &[Vec<Set>]) {
        let (page, block) = (self.pages.len() - 1, self.blocks.len() - 1);
        let Page { content, marks } = &mut self.pages[page];
        self.blocks[block].1.push((page, marks.len()));
        let mark = i32::try_from(marks.len()).unwrap_or(i32::MAX);
        marks.push(block);
        content.begin_marked_content_with_properties(look.tag.to_name()).properties().identify(mark);
        content.begin_text();
        let [red, green, blue] = look.colour;
        content.set_fill_rgb(red, green, blue);
        for line in lines {
            self.y -= look.leading;
            // The line's box stands on its descent, about a quarter of the size.
            show(content, line, look.size, SIDE, self.y + look.leading * 0.25);
        }
        content.end_text();
        content.end_marked_content();
    }

    /// Writes the number of each page at its foot; it is read with nothing.
    fn number(&mut self) {
        let count = self.pages.len();
        if count < 2 {
            return;
        }
        for at in 0..count {
            let number = format!("{} / {count}", at + 1);
            let line = lines(&mut self.faces, &[Run { face: REGULAR, text: &number }], 50_000.0).concat();
            let width: f32 = line.iter().map(|set| set.glyph.width).sum::<f32>() * 8.5 / 1_000.0;
            let content = &mut self.pages[at].content;
            content.begin_marked_content(Name(b"Artifact"));
            content.begin_text();
            content.set_fill_rgb(SOFT[0], SOFT[1], SOFT[2]);
            show(content, &line, 8.5, WIDTH - SIDE - width, NUMBER);
            content.end_text();
            content.end_marked_content();
        }
    }

    /// The whole file.
    ///
    /// # Errors
    /// When a face cannot be cut down: a bug.
    pub fn write(mut self, title: &str, lang: &str) -> Outcome<Vec<u8>> {
        self.number();
        let mut next = 0;
        let mut new = || {
            next += 1;
            Ref::new(next)
        };
        let [catalog, info, tree, document, root] = [(); 5].map(|()| new());
        let fonts = [[(); 5].map(|()| new()), [(); 5].map(|()| new())];
        let pages: Vec<[Ref; 3]> = self.pages.iter().map(|_| [(); 3].map(|()| new())).collect();
        let blocks: Vec<Ref> = self.blocks.iter().map(|_| new()).collect();

        let mut pdf = Pdf::new();
        let mut home = pdf.catalog(catalog);
        home.pages(tree).lang(TextStr(lang));
        home.mark_info().marked(true);
        home.viewer_preferences().display_doc_title(true);
        home.pair(Name(b"StructTreeRoot"), root);
        home.finish();
        let mut structure: StructTreeRoot = pdf.indirect(root).start();
        structure.child(document);
        let mut parents = structure.parent_tree();
        let mut nums = parents.nums();
        for ([_, _, marks], key) in pages.iter().zip(0..) {
            nums.insert(key, *marks);
        }
        nums.finish();
        parents.finish();
        structure.parent_tree_next_key(i32::try_from(pages.len()).unwrap_or(i32::MAX));
        structure.finish();
        pdf.document_info(info).title(TextStr(title)).creator(TextStr("Passerelle"));

        let mut of_all = pdf.struct_element(document);
        of_all.kind(StructRole::Document).parent(root);
        of_all.children().items(blocks.iter().copied());
        of_all.finish();
        for ((tag, marks), id) in self.blocks.iter().zip(&blocks) {
            let mut element = pdf.struct_element(*id);
            element.kind(*tag).parent(document);
            let mut children = element.children();
            for (page, mark) in marks {
                let mark = i32::try_from(*mark).unwrap_or(i32::MAX);
                children.marked_content_ref().page(pages[*page][0]).marked_content_id(mark);
            }
        }

        pdf.pages(tree)
            .kids(pages.iter().map(|[page, ..]| *page))
            .count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
        for ((page, [id, content, marks]), key) in self.pages.into_iter().zip(&pages).zip(0..) {
            let mut leaf = pdf.page(*id);
            leaf.parent(tree).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).contents(*content).struct_parents(key);
            leaf.resources().fonts().pair(NAMES[REGULAR], fonts[REGULAR][0]).pair(NAMES[BOLD], fonts[BOLD][0]);
            leaf.finish();
            pdf.stream(*content, &page.content.finish());
            pdf.indirect(*marks).array().items(page.marks.iter().map(|block| blocks[*block]));
        }
        for (which, ids) in fonts.into_iter().enumerate() {
            self.faces[which].write(&mut pdf, which, ids)?;
        }
        Ok(pdf.finish())
    }
}

const NAMES: [Name; 2] = [Name(b"F0"), Name(b"F1")];

fn show(content: &mut Content, line: &[Set], size: f32, x: f32, y: f32) {
    content.set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
    for run in line.chunk_by(|one, next| one.face == next.face && one.actual.is_none() && next.actual.is_none()) {
        let bytes: Vec<u8> = run.iter().flat_map(|set| set.glyph.id.to_be_bytes()).collect();
        content.set_font(NAMES[run[0].face], size);
        if let Some(actual) = &run[0].actual {
            content.begin_marked_content_with_properties(Name(b"Span")).properties().actual_text(TextStr(actual));
        }
        content.show(Str(&bytes));
        if run[0].actual.is_some() {
            content.end_marked_content();
        }
    }
}
