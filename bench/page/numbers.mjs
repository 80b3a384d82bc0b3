/** Medians, spreads, ratios, and a table of them. */

export const median = (numbers) => {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const quantile = (numbers, share) => {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * share)];
};

export const round = (number) => (Math.abs(number) < 10 ? number.toFixed(1) : number.toFixed(0));

/** Median, and between which two values half of all rounds lie. */
export const spread = (numbers) =>
  `${round(median(numbers))} (${round(quantile(numbers, 0.25))} to ${round(quantile(numbers, 0.75))})`;

/** What is left of each round's figure without that round's other. */
export const less = (numbers, others) => numbers.map((number, place) => number - others[place]);

/** The median multiple within each round: a round's two figures are of the same minute. Nothing has no multiples. */
export const ratio = (numbers, ours) =>
  median(ours) < 1 ? '' : `×${median(numbers.map((number, place) => number / ours[place])).toFixed(2)}`;

/** Prints rows of cells, as Markdown that is also aligned. */
export const table = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(' | ')} |`;
  const [head, ...body] = rows;
  console.log(
    [
      line(head),
      line(widths.map((width, column) => '-'.repeat(width - 1) + (column ? ':' : '-'))),
      ...body.map(line),
    ].join('\n'),
  );
};
