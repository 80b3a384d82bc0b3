/** What the browser says on the visitor's behalf: Global Privacy Control, Do Not Track (FACTS section 3). */
import type { Signal } from '../../shared/decision.ts';

/** Absent in browsers without it, hence `=== true`; its absence is never consent. `dnt`: whether Do Not Track counts too. */
export const signal = (dnt: unknown): Signal | '' =>
  (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true
    ? 'gpc'
    : dnt && navigator.doNotTrack === '1'
      ? 'dnt'
      : '';
