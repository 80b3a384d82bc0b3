/** Addresses, anonymised before the first write (FACTS section 6). Reduction, not anonymity: still personal data. */

/** How much of an address is kept: /24 and /48, /16 and /32, or none. */
export const anonymities = ['usual', 'strict', 'none'] as const;
export type Anonymity = (typeof anonymities)[number];

const ipv4 = (text: string): number[] | undefined => {
  // Strictly four decimal numbers: 077 may be octal to others, 0xCB and 3405803853 are addresses to some.
  const parts = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/.exec(text);
  const bytes = parts?.slice(1).map(Number);
  return bytes?.every((byte) => byte < 256) ? bytes : undefined;
};

const groups = (text: string): number[] | undefined => {
  if (text === '') return [];
  const bytes: number[] = [];
  const parts = text.split(':');
  for (const [place, part] of parts.entries()) {
    const embedded = place === parts.length - 1 && part.includes('.') ? ipv4(part) : undefined;
    if (embedded) bytes.push(...embedded);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      const group = Number.parseInt(part, 16);
      bytes.push(group >> 8, group & 255);
    } else return undefined;
  }
  return bytes;
};

const ipv6 = (text: string): number[] | undefined => {
  const [head, tail, surplus] = text.split('::');
  if (head === undefined || surplus !== undefined) return undefined;
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  if (!front || !back) return undefined;
  const missing = 16 - front.length - back.length;
  // An IPv4 part may only stand at the very end.
  if (tail !== undefined && head.includes('.')) return undefined;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...front, ...new Array<number>(missing).fill(0), ...back];
};

const starts = (bytes: readonly number[], prefix: readonly number[], bits = prefix.length * 8): boolean =>
  prefix.every((byte, place) => {
    const mask = (0xff00 >> Math.min(8, bits - 8 * place)) & 0xff;
    return ((bytes[place] ?? 0) & mask) === (byte & mask);
  });

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

/** The IPv4 address that an IPv6 address carries, where it carries one at a known place. */
const unwrapped = (bytes: readonly number[]): number[] | undefined => {
  if (starts(bytes, [...zeros(10), 0xff, 0xff])) return bytes.slice(12); // mapped, RFC 4291
  if (starts(bytes, [0x20, 0x02])) return bytes.slice(2, 6); // 6to4, RFC 3056
  if (starts(bytes, [0, 0x64, 0xff, 0x9b, ...zeros(8)])) return bytes.slice(12); // NAT64, RFC 6052
  if (starts(bytes, [...zeros(8), 0xff, 0xff, 0, 0])) return bytes.slice(12); // translated, RFC 2765
  // What is left of IPv4-compatible addresses; :: and ::1 are themselves. ISATAP (RFC 5214) has them in what is cut.
  if (starts(bytes, zeros(12)) && bytes.slice(12, 15).some((byte) => byte !== 0)) return bytes.slice(12);
  return undefined;
};

/** The bytes of an address: 4 or 16, an embedded IPv4 address taken out. Undefined for every odd spelling. */
export const addressBytes = (text: string): number[] | undefined => {
  const zoned = text.indexOf('%');
  const bare = zoned < 0 ? text : text.slice(0, zoned);
  if (zoned >= 0 && !/^%[\w.-]{1,32}$/.test(text.slice(zoned))) return undefined;
  if (!bare.includes(':')) return zoned < 0 ? ipv4(bare) : undefined;
  const bytes = ipv6(bare);
  return bytes && (unwrapped(bytes) ?? bytes);
};

/** Prefixes, with their length in bits, that are followed by somebody's IPv4 address. */
const carriers: readonly [readonly number[], number][] = [
  [[0x20, 0x01, 0, 0], 32], // Teredo, RFC 4380: two of them
  // 6rd (RFC 5969) of providers that published their prefix. Of any other, /48 holds no more of it than /24 would.
  [[0x2a, 0x01, 0x0e, 0x00], 26], // Free
  [[0x26, 0x02], 24], // CenturyLink
  [[0x20, 0x01, 0x0e, 0x41], 32], // Sakura
  [[0x20, 0x01, 0x05, 0x5c], 32], // Comcast
];

/** Whole bytes kept, by anonymity and length. */
const kept = (bytes: readonly number[], anonymity: Anonymity): number => {
  if (anonymity === 'none') return 0;
  if (bytes.length === 4) return anonymity === 'usual' ? 3 : 2;
  return anonymity === 'usual' && !carriers.some(([prefix, bits]) => starts(bytes, prefix, bits)) ? 6 : 4;
};

const written = (bytes: readonly number[]): string => {
  if (bytes.length === 4) return bytes.join('.');
  const words = Array.from({ length: 8 }, (_, place) =>
    (((bytes[2 * place] ?? 0) << 8) | (bytes[2 * place + 1] ?? 0)).toString(16),
  );
  // At most six bytes are kept, so the zeros at the end are the longest run (RFC 5952).
  return `${words.join(':').replace(/(:?\b0)(:0)+$/, '')}::`;
};

/**
 * The address with its last part zeroed, or undefined where nothing is kept or nothing could be read for certain:
 * what is not understood is never stored raw.
 */
export const anonymised = (address: string, anonymity: Anonymity = 'usual'): string | undefined => {
  const bytes = addressBytes(address);
  if (!bytes || anonymity === 'none') return undefined;
  const most = kept(bytes, anonymity);
  return written(bytes.map((byte, place) => (place < most ? byte : 0)));
};
