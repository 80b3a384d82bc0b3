/** The site's gate settings: what the collector inlines into the loader, and the loader needs before anything is asked. */

export interface GateSettings {
  /** Public id of the site. */
  site: string;
  /** Address of the collector without a slash at the end: everything of ours is asked for below it. */
  base: string;
  /** The optional purposes and their current terms, in the order of the notice. */
  purposes: Record<string, number>;
  /** Host suffixes of the purposes' services: blocked when none of the purposes named behind it is granted. */
  hosts: [suffix: string, ...purposes: string[]][];
  /** The second stage: path below `base` and its integrity value. */
  decide: [path: string, integrity: string];
  /** The preferences button's label by language; the first language is the fallback. */
  button: Record<string, string>;
  /** Domain attribute of the cookie, where subdomains share one choice. */
  domain?: string;
  /** 1 where Do Not Track counts like Global Privacy Control. */
  dnt?: 1;
  /** Path of the site's Google module below `base`: fetched once something is granted (docs/decisions, 6). */
  google?: string;
}

/** What the second stage needs beside: inlined into the site's own copy of it. */
export interface DeskSettings {
  /** Names of cookies and of stored items by purpose, removed at withdrawal; `*` at the end stands for any rest. */
  cookies: Record<string, string[]>;
  /** Days that a consent lasts (at most 365), and that a refusal is not asked again. */
  days: [consent: number, refusal: number];
  /** The purpose under whose grant visits are reported. */
  visits?: string;
  /** Path of the placeholders' module below the loader's `base`. */
  embeds?: string;
  /** Style of the banner's position, where that is not the corner (shared/positions.ts). */
  place?: string;
}

/** What the site's Google module is told; fetched only after a grant. */
export interface GoogleSettings {
  /** Address of the tag's script. */
  tag: string;
  /** Measurement id, `G-…`. */
  id: string;
  /** The purpose that loads the tag. */
  purpose: string;
  /** Consent types (`analytics_storage`, …) and the purpose that grants each; `''` is never granted, `'*'` always. */
  types: Record<string, string>;
  /** Configuration of the tag (FACTS 4.5). */
  config: Record<string, string | number | boolean>;
}
