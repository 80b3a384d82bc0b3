/** What the log is told of a night: counts and times, nothing personal. */
import type { Log } from './log.ts';
import type { Night } from './rights/night.ts';

export const tellNight = (log: Log, { gone, pause }: Night): void => {
  const anew =
    pause === null ? 'nothing was erased' : `the file was made anew, writes waited ${Math.round(pause)} ms`;
  const rows = Object.entries(gone).map(([noun, many]) => `${many} of ${noun}`);
  const past =
    rows.length === 0 ? 'Nothing was past its retention' : `Past their retention: ${rows.join(', ')}`;
  const text = `Maintenance: ${past}; ${anew}.`;
  log('info', 'maintenance', text, { ...gone, pause: pause === null ? undefined : Math.round(pause) });
};
