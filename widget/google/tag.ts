/** What a site's Google module is built from: the collector puts its settings in the place of this one name. */
import type { GoogleSettings } from '../../shared/gate.ts';
import { google } from './google.ts';

declare const __LUPA_GOOGLE__: GoogleSettings;

/** Begins with the tag under the loader's grants; see `google`. */
export const begin = (
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
): (() => void) | undefined => google(__LUPA_GOOGLE__, allows, script);
