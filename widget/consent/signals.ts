/** What the browser says on the visitor's behalf: Global Privacy Control, Do Not Track (FACTS section 3). */
import type { Signal } from '../../shared/decision.ts';
import type { GateSettings } from '../../shared/gate.ts';

/** Absent in browsers without it, hence `=== true`; its absence is never consent. */
export const signal = (settings: GateSettings): Signal | '' =>
  (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true
    ? 'gpc'
    : settings.dnt && navigator.doNotTrack === '1'
      ? 'dnt'
      : '';
