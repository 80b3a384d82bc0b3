/** A page of plain text as PDF: the smallest file that readers open (ISO 32000-1), in a font that every reader has. */

/** Letters that WinAnsi keeps elsewhere than Unicode does. */
const elsewhere: Record<string, number> = { '€': 0x80, '–': 0x96, '’': 0x92 };

/** A string of PDF: what is not plain ASCII as an octal escape. */
const textOf = (line: string): string =>
  `(${[...line]
    .map((letter) => {
      const code = elsewhere[letter] ?? letter.charCodeAt(0);
      const isPlain = code > 31 && code < 127 && !'()\\'.includes(letter);
      return isPlain ? letter : `\\${(code > 255 ? 63 : code).toString(8).padStart(3, '0')}`;
    })
    .join('')})`;

/** One A4 page: a heading and lines, each with what stands at the right of it. */
export const pdf = (heading: string, lines: readonly (readonly [left: string, right: string])[]): string => {
  const at = (x: number, y: number, size: number, text: string) =>
    `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${textOf(text)} Tj ET`;
  const drawn = [
    at(60, 770, 20, heading),
    ...lines.flatMap(([left, right], place) => [
      at(60, 725 - place * 24, 11, left),
      at(430, 725 - place * 24, 11, right),
    ]),
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, place) => {
    const start = file.length;
    file += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${starts.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
};
