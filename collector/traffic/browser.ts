/** What a User-Agent may tell: family, major version, operating system, device class, and no more (R21). */
import { UAParser } from 'ua-parser-js';

export interface Browser {
  browser: string | null;
  major: number | null;
  os: string | null;
  device: 'desktop' | 'mobile' | 'tablet' | 'other';
}

const devices = new Map<string | undefined, Browser['device']>([
  [undefined, 'desktop'], // the parser names no class for desktops
  ['mobile', 'mobile'],
  ['tablet', 'tablet'],
]);

/** Coarse on purpose: a rare full version would single a browser out. */
export const browserOf = (userAgent: string | undefined): Browser => {
  const parsed = new UAParser((userAgent ?? '').slice(0, 512)).getResult();
  const major = Number.parseInt(parsed.browser.version ?? '', 10);
  return {
    browser: parsed.browser.name?.slice(0, 40) ?? null,
    major: Number.isSafeInteger(major) && major >= 0 && major < 10_000 ? major : null,
    os: parsed.os.name?.slice(0, 40) ?? null,
    device: parsed.browser.name === undefined ? 'other' : (devices.get(parsed.device.type) ?? 'other'),
  };
};
