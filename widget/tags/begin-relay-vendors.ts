/** The tag module of a site that measures through the collector and tells other vendors too; see `begin-relay`. */
import { measure } from './measure/measure.ts';
import { type End, settings } from './measure/site.ts';
import { vendors } from './vendors.ts';

export const begin = (
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
  end: End,
): (() => void) => {
  const told = [vendors(settings.vendors, allows), measure(allows, script, end)];
  return () => {
    for (const tell of told) tell();
  };
};
