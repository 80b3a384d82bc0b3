/** Text as a reader would understand it: what hides an address or a number from a search is undone first. */

/** Format characters, variation selectors and fillers that nobody sees. */
const unseen = /\p{Cf}|\p{Variation_Selector}|[\u115f\u1160\u3164\uffa0]|\u034f/gu;

/** A decimal digit of any script as 0 to 9: they stand in rows of ten that begin at a low nibble of 0 or of 6. */
const digitOf = (digit: string): string => {
  const point = digit.codePointAt(0) ?? 0;
  const row = point - (point % 16);
  return String(point - (/\p{Nd}/u.test(String.fromCodePoint(row)) ? row : row + 6));
};

/** Without control characters and lone halves of a pair, which JSON may carry and an address cannot. */
export const wellFormed = (text: string): string =>
  text.replace(/\p{Cs}/gu, '\ufffd').replace(/\p{Cc}/gu, ' ');

/** One form for full-width, unseen and look-alike characters (NFKC; dashes, dots, spaces, digits of all scripts). */
export const visible = (text: string): string =>
  /^[ -~\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]*$/.test(text)
    ? text
    : wellFormed(text)
        .normalize('NFKC')
        .replace(unseen, '')
        .replace(/[\p{Pd}\u2212]/gu, '-')
        .replace(/[\u2024\u3002\u00b7\u0387]/g, '.')
        .replace(/[\u2044\u2215]/g, '/')
        .replace(/[\p{Z}\p{Cc}]/gu, ' ')
        .replace(/(?![0-9])\p{Nd}/gu, digitOf);

const escapes =
  /(?:\\{1,4}|%)u([0-9a-f]{4})|\\u\{0{0,4}([0-9a-f]{1,6})\}|\\x([0-9a-f]{2})|&#x0{0,4}([0-9a-f]{1,6});?|\\([01][0-7]{2})|&#0{0,4}(\d{1,7});?|&(amp|commat|period|percnt|bsol|num|semi|colon|sol|quest|plus|hyphen|lowbar);/gi;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  commat: '@',
  period: '.',
  percnt: '%',
  bsol: '\\',
  num: '#',
  semi: ';',
  colon: ':',
  sol: '/',
  quest: '?',
  plus: '+',
  hyphen: '-',
  lowbar: '_',
};

/** Escapes of JavaScript and HTML. */
const unescaped = (text: string): string =>
  text.replace(escapes, (whole, ...groups: (string | undefined)[]) => {
    const [four, braced, two, hex, octal, decimal, name] = groups;
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const [digits, base] =
      decimal !== undefined
        ? [decimal, 10]
        : octal !== undefined
          ? [octal, 8]
          : [four ?? braced ?? two ?? hex ?? '', 16];
    const point = Number.parseInt(digits, base);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

const percent = 0x25;

const nibble = (byte: number | undefined): number =>
  byte === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(byte), 16);

/**
 * Percent-decoded however often it was encoded, in one pass: what a decoded byte completes is decoded as it appears.
 * Every step but the reading of a byte takes two away, so that work grows with the length alone.
 */
const percentDecoded = (text: string): string => {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  const bytes = Buffer.from(text);
  let length = 0;
  for (const byte of bytes) {
    bytes[length++] = byte;
    while (length > 2 && bytes[length - 3] === percent) {
      const decoded = nibble(bytes[length - 2]) * 16 + nibble(bytes[length - 1]);
      if (Number.isNaN(decoded)) break;
      length -= 2;
      bytes[length - 1] = decoded;
    }
  }
  return bytes.toString('utf8', 0, length);
};

/** Encodings inside each other that are undone, of different kinds. */
const mostRounds = 5;

/**
 * What is left when encodings of addresses, HTML and JavaScript is undone; well-formed, for an escape may name half a
 * pair. Not base64, which is not looked into.
 */
export const decoded = (text: string): string => {
  let plain = text;
  for (let round = 0; round < mostRounds && /[%\\&]/.test(plain); round += 1) {
    const once = unescaped(percentDecoded(plain));
    if (once === plain) break;
    plain = once;
  }
  return plain === text ? text : plain.replace(/\p{Cs}/gu, '\ufffd');
};
