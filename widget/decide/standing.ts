/** Where the visitor stands, read afresh. */
import { understand } from '../consent/recall.ts';
import type { Consent } from '../consent/state.ts';
import type { Handle } from '../handle.ts';

export const standing = ({ said, settings, signal }: Handle): Consent =>
  understand(said(), settings.purposes, signal);
