/** The tag module of a site with Google that tells other vendors too; see `begin-google`. */
import type { TagSettings } from '../../shared/gate.ts';
import { container } from './container.ts';
import { google } from './google.ts';
import { vendors } from './vendors.ts';

declare const __LUPA_TAGS__: TagSettings;

export const begin = (
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
): (() => void) => {
  const { google: settings, vendors: list } = __LUPA_TAGS__;
  const told = [
    vendors(list, allows),
    google(
      settings,
      allows,
      script,
      settings.container && container(settings.container, settings.purpose, allows, script),
    ),
  ];
  return () => {
    for (const tell of told) tell();
  };
};
