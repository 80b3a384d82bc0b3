/** The site's gate settings: what the collector inlines into the loader, and the loader needs before anything is asked. */
import type { Tool } from './takeover.ts';

export interface GateSettings {
  /**
   * Address of the collector without a slash at the end: everything of ours is asked for below it. In the loader as it is
   * sent, a path where the owner proxies the collector; the page's own origin is put before it there.
   */
  base: string;
  /** Public id of the site. */
  site: string;
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
  /** Path of the site's tag module below `base`: fetched once something is granted (docs/decisions, 6). */
  tags?: string;
}

/** What the second stage needs beside: inlined into the site's own copy of it. */
export interface DeskSettings {
  /** Names of cookies and of stored items by purpose, removed at withdrawal; `*` at the end stands for any rest. */
  cookies: Record<string, string[]>;
  /** Days that a consent lasts (at most 365), and that a refusal is not asked again. */
  days: [consent: number, refusal: number];
  /** The purpose under whose grant visits are reported. */
  visits?: string;
  /** Path below the loader's `base` of the module with placeholders and the way to the visitor's own page. */
  embeds?: string;
  /** Path of the module that shows an owner what is held, what ran, and what came too early. */
  debug: string;
  /** Path of the module that takes over another tool's choices, where the owner has turned that on. */
  takeover?: string;
  /** Style of the banner's position, where that is not the corner (shared/positions.ts). */
  place?: string;
}

/** What the take-over module is told. */
export interface TakeoverSettings {
  from: Tool;
  cookie?: string;
  /** When the day began on which Lupa took the tool's place, Unix milliseconds (UTC). */
  replaced: number;
  days?: number;
  revision?: number;
  purposes: Record<string, { categories: string[]; terms: number }>;
}

/** What a site's tag module is told of Google; fetched only after a grant. */
export interface GoogleSettings {
  /** Consent types (`analytics_storage`, …) and the purpose that grants each; `''` is never granted, `'*'` always. */
  types: Record<string, string>;
  /** Nothing is said to Google before one of these purposes is granted. */
  when: string[];
  /** The purpose that the tag measures under. */
  purpose: string;
  /** Google Analytics, loaded under `purpose` alone. */
  tag?: {
    /** Address of its script. */
    address: string;
    /** Measurement id, `G-…`. */
    id: string;
    /** Its configuration (FACTS 4.5). */
    config: Record<string, string | number | boolean>;
  };
  container?: ContainerSettings;
}

/** Google Tag Manager, loaded with the first grant of any purpose in `when`. */
export interface ContainerSettings {
  /** Address of its script. */
  address: string;
  /** The purposes whose answers `lupa_consent` tells. */
  purposes: string[];
}

/** What a site's tag module tells another vendor, in the vendor's own words: data, made from `shared/vendors.ts`. */
export interface VendorSettings {
  /** Name of the vendor's global. */
  name: string;
  /** `queue`: an array to push to, made where there is none; `stub`: a function, made where there is none, that keeps its calls in `q`; `function`: called where there is one. */
  kind: 'queue' | 'stub' | 'function';
  purposes: string[];
  /** Said first, whatever the answers: that everything is denied. Without it the answers themselves are. */
  first?: unknown[];
  /** What is said by state: bit `i` of the index is set when purpose `i` is granted. */
  says: unknown[][];
}

/** What a site's measuring module is told, where the collector's relay measures instead of Google's tag; in order, for the bytes. */
export type RelaySettings = [
  /** Public id of the site. */
  site: string,
  /** The purpose that is measured under. */
  purpose: string,
  /** Host names of the site's own pages: a link to another one leads away. */
  own: string[],
  /** Query parameters that are kept of page addresses. */
  query: string[],
  /** Query parameters that hold what was searched for. */
  search: string[],
  /** Whether what was searched for is sent. */
  terms: 0 | 1,
];

/** What a site's tag module is told: what it has no use for is left out. */
export interface TagSettings {
  google: GoogleSettings;
  vendors: VendorSettings[];
  relay: RelaySettings;
}

/** What the module for owners is told: everything that the site declares. */
export interface DebugSettings {
  /** Public id of the site. */
  site: string;
  purposes: {
    id: string;
    necessary: boolean;
    services: { name: string; hosts: string[]; cookies: string[] }[];
  }[];
}
