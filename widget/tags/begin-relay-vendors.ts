/** The tag module of a site that measures through the collector and tells other vendors too; see `begin-relay`. */
import type { TagSettings } from '../../shared/gate.ts';
import { measure } from './measure/measure.ts';
import type { End } from './measure/sender.ts';
import { vendors } from './vendors.ts';

declare const __LUPA_TAGS__: TagSettings;

export const begin = (
  allows: (purpose: string) => boolean,
  _script: (address: string) => void,
  end: End,
): (() => void) => {
  const { relay, vendors: list } = __LUPA_TAGS__;
  const told = [vendors(list, allows), measure(relay, allows, end)];
  return () => {
    for (const tell of told) tell();
  };
};
