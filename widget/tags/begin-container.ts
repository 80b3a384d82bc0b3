/** The tag module of a site with Google Tag Manager, alone or beside Google Analytics; see `begin-google`. */
import type { TagSettings } from '../../shared/gate.ts';
import { container } from './container.ts';
import { google } from './google.ts';

declare const __LUPA_TAGS__: TagSettings;

export const begin = (
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
): (() => void) => {
  const { google: settings } = __LUPA_TAGS__;
  return google(
    settings,
    allows,
    script,
    settings.container && container(settings.container, settings.purpose, allows, script),
  );
};
