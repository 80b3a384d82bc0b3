/** The tag module of a site without Google that tells other vendors; see `begin-google`. */
import type { TagSettings } from '../../shared/gate.ts';
import { vendors } from './vendors.ts';

declare const __LUPA_TAGS__: TagSettings;

export const begin = (allows: (purpose: string) => boolean): (() => void) =>
  vendors(__LUPA_TAGS__.vendors, allows);
