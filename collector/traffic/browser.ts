/** What a browser may tell of itself: family, major version, operating system, device class, and no more (R21). */
import { hash } from 'node:crypto';
import { isbot } from 'isbot';
import { UAParser } from 'ua-parser-js';
import { familyOf, systemOf } from './families.ts';
import { itemOf, listOf } from './structured.ts';

export interface Browser {
  browser: string | null;
  major: number | null;
  os: string | null;
  device: 'desktop' | 'mobile' | 'tablet' | 'other';
}

/** A browser, and whether it says that nobody sits before it. */
export interface Agent extends Browser {
  bot: boolean;
}

const devices = new Map<string | undefined, Browser['device']>([
  [undefined, 'desktop'], // the parser names no class for desktops
  ['mobile', 'mobile'],
  ['tablet', 'tablet'],
]);

const majorOf = (version: string | undefined): number | null => {
  const major = Number.parseInt(version ?? '', 10);
  return Number.isSafeInteger(major) && major >= 0 && major < 10_000 ? major : null;
};

/** Coarse on purpose: a rare full version would single a browser out. */
export const browserOf = (userAgent: string | undefined): Browser => {
  const parsed = new UAParser((userAgent ?? '').slice(0, 512)).getResult();
  return {
    browser: familyOf(parsed.browser.name),
    major: majorOf(parsed.browser.version),
    os: systemOf(parsed.os.name),
    device: parsed.browser.name === undefined ? 'other' : (devices.get(parsed.device.type) ?? 'other'),
  };
};

/**
 * The brand that tells most: a known one other than the engine's, else the engine's. GREASE ("Not_A Brand", made up anew
 * by every version of Chromium) is no known one.
 */
const brandOf = (header: string | undefined): Pick<Browser, 'browser' | 'major'> | undefined => {
  const known = (listOf(header) ?? [])
    .map(({ value, parameters }) => ({ browser: familyOf(value), major: majorOf(parameters.get('v')) }))
    .filter(({ browser }) => browser !== null && browser !== 'Other');
  return known.find(({ browser }) => browser !== 'Chromium') ?? known[0];
};

/** Android tablets say that they are not mobile; no other system that sends hints has both. */
const deviceOf = (mobile: string | undefined, os: string | null): Browser['device'] | undefined => {
  if (mobile === '?1') return 'mobile';
  if (mobile !== '?0' || os === null) return undefined;
  return os === 'Android' ? 'tablet' : 'desktop';
};

const names = ['user-agent', 'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform'] as const;

const read = ([userAgent, brands, mobile, platform]: readonly (string | undefined)[]): Agent => {
  const said = browserOf(userAgent);
  const os = systemOf(itemOf(platform)) ?? said.os;
  return {
    ...said,
    ...brandOf(brands),
    os,
    device: deviceOf(itemOf(mobile), os) ?? said.device,
    bot: isbot((userAgent ?? '').slice(0, 512)),
  };
};

/**
 * Reads headers, from memory where the same were read before: at most `most` of them, the least lately asked for goes
 * first. Kept under a digest, so that memory holds no full User-Agent; a header cannot hold the line break that joins them.
 */
export const agents = (most = 4096): ((header: (name: string) => string | undefined) => Agent) => {
  const known = new Map<string, Agent>();
  return (header) => {
    const said = names.map(header);
    const key = hash('sha256', said.map((one) => one ?? '\n').join('\n'), 'base64');
    const agent = known.get(key) ?? read(said);
    known.delete(key);
    known.set(key, agent);
    if (known.size > most) known.delete(known.keys().next().value ?? '');
    return agent;
  };
};
