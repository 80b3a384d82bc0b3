/** Requests as browsers send them: with their own User-Agent and the headers that come with a page's fetch. */
import { here, installed } from './started.mjs';

installed();
const { default: UserAgent } = await import(here('ingest/node_modules/user-agents/dist/index.js'));

const seen = Array.from({ length: 500 }, () => new UserAgent().data.userAgent);
const languages = [
  'fi-FI,fi;q=0.9,en;q=0.8',
  'sv-SE,sv;q=0.9,en-US;q=0.8,en;q=0.7',
  'en-GB,en;q=0.9',
  'de-DE,de;q=0.9',
];

const one = (from) => from[Math.floor(Math.random() * from.length)];

/** The headers of one request. */
export const browser = (origin) => ({
  connection: 'keep-alive',
  'user-agent': one(seen),
  accept: '*/*',
  origin,
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  referer: `${origin}/`,
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': one(languages),
});
