/** Tables as text (RFC 4180), safe to open in a spreadsheet. */

export type CsvValue = string | number | null | undefined;

/** A cell that begins like a formula would be run by spreadsheets: an apostrophe before it makes it text. */
const cell = (value: CsvValue): string => {
  const text = `${value ?? ''}`;
  const harmless = typeof value === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** One line of cells. */
export const csvLine = (cells: readonly CsvValue[]): string => `${cells.map(cell).join(',')}\r\n`;

/** With a byte order mark: without it, spreadsheets take the text for another encoding. */
export const csvOf = <Column extends string>(
  columns: readonly Column[],
  lines: readonly Partial<Record<Column, CsvValue>>[],
): string =>
  `\ufeff${[columns, ...lines.map((line) => columns.map((name) => line[name]))].map(csvLine).join('')}`;
