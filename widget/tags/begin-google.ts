/** The tag module of a site with Google Analytics: the collector puts its settings in the place of the one name. */
import type { TagSettings } from '../../shared/gate.ts';
import { google } from './google.ts';

declare const __LUPA_TAGS__: TagSettings;

/** Begins under the loader's grants; answers what must be told of each change. */
export const begin = (
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
): (() => void) => google(__LUPA_TAGS__.google, allows, script);
