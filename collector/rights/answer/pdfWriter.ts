/** The answer as a tagged PDF: headings, lists and paragraphs that a screen reader finds, in a font that has every European letter. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { PdfHead, PdfLine } from './pdfLines.ts';

const find = createRequire(import.meta.url);
const fonts = {
  plain: find.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: find.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

const margin = 56;
/** From the bottom edge; below it is the page's number. */
const bottom = 64;
const between = '  ·  ';
const sizes = { h1: 20, h2: 14, h3: 11, text: 9.5, small: 8 };

/** Letters that the font surely has. */
const usual = /^[\n\x20-\x7e\u00a0-\u017f]*$/;

interface Drawing {
  hasGlyphForCodePoint(code: number): boolean;
}

/** Writes line by line; `finish` answers the file. */
export const pdfWriter = (head: PdfHead) => {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom },
    // Built as PDF/UA-1 wants it, which builds on PDF 1.7; not declared as such, for no validator has seen it.
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: head.language,
    autoFirstPage: false,
    bufferPages: true,
    // None at first: a font that was opened under another name already would be opened anew each time that it is asked for.
    font: '',
    info: { Title: head.title, Author: head.author, Creator: 'Lupa', CreationDate: new Date(head.now) },
  });
  const pieces: Uint8Array[] = [];
  doc.on('data', (piece: Uint8Array) => pieces.push(piece));
  const whole = new Promise<Uint8Array>((resolve) => {
    doc.on('end', () => resolve(Buffer.concat(pieces)));
  });
  doc.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold);
  doc.addPage();
  const root = doc.struct('Document');
  doc.addStructure(root);
  let missing = false;

  /** What the font has no picture of is told by its number: nothing is left out silently. */
  const writable = (text: string): string => {
    const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', '    ');
    if (usual.test(lines)) return lines;
    const { font } = (doc as unknown as { _font: { font: Drawing } })._font;
    return [...lines]
      .map((letter) => {
        const code = letter.codePointAt(0) ?? 0;
        if (letter === '\n' || font.hasGlyphForCodePoint(code)) return letter;
        missing = true;
        return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
      })
      .join('');
  };

  const tagged = (tag: string, write: () => void): void => {
    const element = doc.struct(tag);
    root.add(element);
    element.add(write);
    element.end();
  };
  const heading = (level: 1 | 2 | 3, text: string): void => {
    const size = [sizes.h1, sizes.h2, sizes.h3][level - 1] ?? sizes.h3;
    // A heading stays with what follows it.
    if (doc.y + size + (level === 3 ? 48 : 110) > doc.page.height - bottom) doc.addPage();
    else doc.y += level === 1 ? 0 : size * 0.9;
    tagged(`H${level}`, () => {
      doc.font('bold', size).fillColor(level === 3 ? '#1d2b33' : '#14465c');
      doc.text(writable(text), { paragraphGap: 4 });
    });
  };
  const paragraph = (text: string): void =>
    tagged('P', () => {
      doc.font('plain', sizes.text).fillColor('#000');
      doc.text(writable(text), { paragraphGap: 5, lineGap: 1.5 });
    });
  type Pairs = readonly (readonly [label: string, value: string])[];

  const plainRow = (pairs: Pairs): void => {
    doc.font('plain', sizes.text).fillColor('#000');
    const text = pairs.map(([label, value]) => `${label}: ${value}`).join(between);
    doc.text(writable(text), { lineGap: 1, paragraphGap: 5 });
  };
  const pairedRow = (pairs: Pairs, alone: boolean): void => {
    const last = pairs.length - 1;
    for (const [place, [label, value]] of pairs.entries()) {
      const continued = !alone && place < last;
      doc.font('bold', sizes.text).fillColor('#3c4a53');
      // Several lines begin below their label: beside it, each would begin where the label ends.
      doc.text(writable(`${label}: `), { continued: !value.includes('\n'), lineGap: 1 });
      doc.font('plain', sizes.text).fillColor('#000');
      const text = writable(`${value}${continued ? between : ''}`);
      doc.text(text, { continued, lineGap: 1, paragraphGap: alone ? 1 : 6 });
    }
    if (alone) doc.y += 4;
  };
  /** One row that is held. */
  const row = ({ pairs, how }: PdfLine & { kind: 'row' }): void => {
    if (doc.y + 30 > doc.page.height - bottom) doc.addPage();
    const alone = how === 'alone' || pairs.some(([, value]) => value.includes('\n'));
    tagged('P', () => (how === 'many' ? plainRow(pairs) : pairedRow(pairs, alone)));
  };

  const write = (line: PdfLine): void => {
    switch (line.kind) {
      case 'heading':
        heading(line.level, line.text);
        break;
      case 'text':
        paragraph(line.text);
        break;
      case 'row':
        row(line);
        break;
      default:
        line satisfies never;
    }
  };

  const numberPages = (): void => {
    const { start, count } = doc.bufferedPageRange();
    for (let place = 0; place < count; place += 1) {
      doc.switchToPage(start + place);
      doc.page.margins.bottom = 0;
      doc.markContent('Artifact', { type: 'Pagination' });
      doc.font('plain', sizes.small).fillColor('#4c5963');
      const [before = '', between = ''] = head.page;
      doc.text(`${before}${place + 1}${between}${count}`, margin, doc.page.height - 40, {
        lineBreak: false,
        align: 'right',
        width: doc.page.width - 2 * margin,
      });
      doc.endMarkedContent();
    }
  };

  return {
    write,
    finish: async (): Promise<Uint8Array> => {
      if (missing) paragraph(head.unwritable);
      root.end();
      numberPages();
      doc.end();
      return whole;
    },
  };
};
