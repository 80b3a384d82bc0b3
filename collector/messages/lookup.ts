/** Where a host name leads: names under `localhost` to this machine, as in browsers (RFC 6761, 6.3); others as the system says. */
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

const here = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** Many a system's resolver knows `localhost` and none of the names below it. */
export const lookupHere: LookupFunction = (hostname, options, callback) => {
  if (!/\.localhost\.?$/i.test(hostname)) return lookup(hostname, options, callback);
  const fitting = here.filter(({ family }) => !options.family || options.family === family);
  const [first] = fitting;
  // Never at once: a caller may not be ready yet.
  setImmediate(() =>
    options.all ? callback(null, fitting) : callback(null, first?.address ?? '', first?.family),
  );
};
