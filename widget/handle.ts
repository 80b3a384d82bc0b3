/** What the loader hands to the second stage: state goes by argument, never by a global. */
import type { Signal } from '../shared/decision.ts';
import type { GateSettings } from '../shared/gate.ts';
import type { Consent } from './consent/state.ts';

export interface Handle {
  settings: GateSettings;
  /** The cookie's value for this page only, where the browser keeps no cookie. */
  memory: string | undefined;
  /** Purposes that were ended on this page: they stay off until a fresh one (FACTS 4.4, Z). */
  stopped: Set<string>;
  /** The signal that the browser sends now. */
  signal: Signal | '';
  /** Where the visitor stands, read afresh. */
  read(): Consent;
  /** Brings gate, Consent Mode and listeners in line with `read`. */
  apply(): void;
}
