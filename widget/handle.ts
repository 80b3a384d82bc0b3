/** What the loader hands to the second stage: state goes by argument, never by a global. */
import type { Signal } from '../shared/decision.ts';
import type { GateSettings } from '../shared/gate.ts';
import type { Said } from './consent/memory.ts';

export interface Handle {
  settings: GateSettings;
  /** The cookie's value for this page only, where the browser keeps no cookie. */
  memory?: string | undefined;
  /** Purposes that were ended on this page: they stay off until a fresh one (FACTS 4.4, Z). */
  stopped: Record<string, unknown>;
  /** The signal that the browser sends now. */
  signal: Signal | '';
  /** What is remembered, read afresh; undefined where the browser keeps no cookie. */
  said(): Said | undefined;
  /** Brings gate, Consent Mode and listeners in line with it. */
  apply(): void;
}
