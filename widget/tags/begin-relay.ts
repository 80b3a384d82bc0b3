/** The tag module of a site whose events go to Google through the collector: no code of Google's, no request to it. */
import type { TagSettings } from '../../shared/gate.ts';
import { measure } from './measure/measure.ts';
import type { End } from './measure/sender.ts';

declare const __LUPA_TAGS__: TagSettings;

/** Begins under the grant of what is measured under, now or later; see `begin-google`. */
export const begin = (
  allows: (purpose: string) => boolean,
  _script: (address: string) => void,
  end: End,
): (() => void) => measure(__LUPA_TAGS__.relay, allows, end);
