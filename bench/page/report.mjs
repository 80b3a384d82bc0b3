/** What is printed in the end: ours and the others' multiples of it. */
import { less, median, ratio, round, spread, table } from './numbers.mjs';

const rows = [
  ['visible', 'banner visible, ms'],
  ['still', 'opaque and still, ms'],
  ['far visible', 'visible, its requests 40 ms away'],
  ['far still', 'opaque and still, 40 ms away'],
  ['script', 'script time added, ms'],
  ['blocking', 'blocking over 50 ms added, ms'],
  ['longest', 'longest task with scripts, ms'],
  ['heap', 'heap added, kB'],
  ['paint', 'accept to next paint, ms'],
  ['event', 'the same by Event Timing'],
  ['slow paint', 'accept to next paint, ten held scripts'],
  ['slow event', 'the same by Event Timing'],
  ['fast paint', 'ten held scripts, full speed'],
  ['fast event', 'the same by Event Timing'],
  ['fast longest', 'longest task then, full speed'],
];

/** What the page costs by itself is nobody's. */
const ownCosts = ['script', 'blocking', 'heap'];

export const report = ({ measured, figures, moved, rounds }) => {
  const page = figures.nobody;
  const of = ({ name }, figure) =>
    ownCosts.includes(figure) ? less(figures[name][figure], page[figure]) : figures[name][figure];
  const [ours, ...others] = measured;
  const head = (title) => [title, ...measured.map((one) => one.title)];
  console.log(
    `Median of ${rounds} rounds (half of them within), × the median multiple of ours in the same round.
Processor four times slower unless said. The page alone: script ${round(median(page.script))} ms, blocking ${round(median(page.blocking))} ms, heap ${round(median(page.heap))} kB.\n`,
  );
  table([
    head(''),
    ...rows.map(([figure, title]) => [
      title,
      spread(of(ours, figure)),
      ...others.map((one) => `${spread(of(one, figure))} ${ratio(of(one, figure), of(ours, figure))}`),
    ]),
  ]);
  console.log('\nBytes of bodies and requests, besides those of the page.\n');
  const account = (key) => moved.map((one) => `${one[key].bytes} B, ${one[key].requests}`);
  const all = (figure, tell) => measured.map(({ name }) => tell(figures[name][figure]));
  table([
    head(''),
    ['first visit', ...account('first')],
    ['next page', ...account('returning')],
    ['next page, cache lost', ...account('uncached')],
    ['layout shift, most', ...all('shift', (shifts) => Math.max(...shifts).toFixed(3))],
    ['largest paint is of', ...all('largest', (whose) => [...new Set(whose)].join(', '))],
  ]);
};
