/** The text of the files that people are given, as a reader would get it: of a page, a PDF, a zip. */
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';

const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Without what is not read: tags, styles, spaces. */
export const pageText = (html: string): string =>
  html
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => marks[name] ?? '');

/** Every file of a zip by its name, as text. */
export const zipTexts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [
      name,
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
    ]),
  );

interface PdfObject {
  dictionary: string;
  stream: Buffer | undefined;
}

const objectsOf = (bytes: Uint8Array): Map<number, PdfObject> => {
  const all = Buffer.from(bytes);
  const text = all.toString('latin1');
  const found = new Map<number, PdfObject>();
  for (const head of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = head.index + head[0].length;
    const end = text.indexOf('endobj', start);
    const begins = text.indexOf('stream\n', start);
    const hasStream = begins >= 0 && begins < end;
    const dictionary = text.slice(start, hasStream ? begins : end);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const raw = hasStream ? all.subarray(begins + 7, begins + 7 + length) : undefined;
    const stream = raw && dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw;
    found.set(Number(head[1]), { dictionary, stream });
  }
  return found;
};

const utf16 = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');

/** What each glyph of a font stands for (`ToUnicode`). */
const lettersOf = (map: string): Map<number, string> => {
  const letters = new Map<number, string>();
  for (const [, first = '', , list = ''] of map.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g))
    for (const [place, [, hex = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries())
      letters.set(Number.parseInt(first, 16) + place, utf16(hex.replaceAll(' ', '')));
  return letters;
};

/** The text that a reader or a search engine takes out of a PDF, page after page. */
export const pdfText = (bytes: Uint8Array): string => {
  const objects = objectsOf(bytes);
  const fonts = new Map<string, Map<number, string>>();
  for (const { dictionary } of objects.values())
    for (const [, name = '', number] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number))?.dictionary ?? '')?.[1];
      fonts.set(name, lettersOf(objects.get(Number(map))?.stream?.toString('latin1') ?? ''));
    }
  const pages = [...objects].filter(([, { dictionary }]) => /\/Type \/Page\b(?!s)/.test(dictionary));
  return pages
    .sort(([one], [other]) => one - other)
    .map(([, { dictionary }]) => {
      const contents = objects.get(Number(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]))?.stream;
      let letters = new Map<number, string>();
      let text = '';
      const tokens =
        contents?.toString('latin1').matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>|T[Jj]|Tm/g) ?? [];
      for (const [token, font, hex] of tokens) {
        if (font !== undefined) letters = fonts.get(font) ?? letters;
        else if (hex !== undefined)
          for (const glyph of hex.match(/.{4}/g) ?? []) text += letters.get(Number.parseInt(glyph, 16)) ?? '';
        else if (token === 'Tm') text += ' ';
      }
      return text;
    })
    .join('\n');
};
