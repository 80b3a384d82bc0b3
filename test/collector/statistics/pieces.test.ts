import { expect, test } from 'vitest';
import { dayOf } from '../../../collector/statistics/count.ts';
import { piecesOf } from '../../../collector/statistics/pieces.ts';

const on = (text: string) => dayOf(Date.parse(text));
const shown = (from: string, to: string, open: string) =>
  piecesOf(on(from), on(to), on(open)).map(({ kind, from: first, to: last }) =>
    [kind, ...[first, last].map((one) => new Date(one * 86_400_000).toISOString().slice(5, 10))].join(' '),
  );

test('whole months that are over, the days around them, and the days that are open', () => {
  expect(shown('2026-08-15', '2026-11-22', '2026-11-22')).toEqual([
    'closed 08-15 08-31',
    'month 09-01 09-01',
    'month 10-01 10-01',
    'closed 11-01 11-21',
    'open 11-22 11-22',
  ]);
  expect(shown('2026-10-31', '2026-11-01', '2026-10-31')).toEqual(['open 10-31 10-31', 'open 11-01 11-01']);
  expect(shown('2026-10-01', '2026-10-31', '2026-10-31')).toEqual(['closed 10-01 10-30', 'open 10-31 10-31']);
  expect(shown('2026-10-01', '2026-10-31', '2026-11-01')).toEqual(['month 10-01 10-01']);
  expect(shown('2026-10-01', '2026-10-30', '2027-01-01')).toEqual(['closed 10-01 10-30']);
});

test('every day of a range is in one piece, whatever the range', () => {
  const start = on('2023-11-20');
  for (let length = 0; length < 800; length += 13)
    for (const open of [start - 1, start + 40, start + 500, start + 900]) {
      const days = piecesOf(start, start + length, open).flatMap((piece) => {
        const month = new Date(piece.from * 86_400_000);
        const last =
          piece.kind === 'month'
            ? dayOf(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1)) - 1
            : piece.to;
        return Array.from({ length: last - piece.from + 1 }, (_, place) => piece.from + place);
      });
      expect(days).toEqual(Array.from({ length: length + 1 }, (_, place) => start + place));
    }
});
