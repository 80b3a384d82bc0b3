/** The site's settings, and what the loader hands over: one page is measured once. */
import type { RelaySettings, TagSettings } from '../../../shared/gate.ts';

declare const __LUPA_TAGS__: TagSettings;

export const settings: TagSettings = __LUPA_TAGS__;
export const [site, purpose, own, query, search, terms]: RelaySettings = settings.relay;

/** Asks the loader to have something done: `ended` is what the collector says when the consent is not live. */
export type End = (name: 'ended') => unknown;

/** What the loader hands over: whether a purpose is granted, what inserts a script, and what ends everything. */
export type Given = [allows: (purpose: string) => boolean, script: (address: string) => void, end: End];

export const given = [] as unknown as Given;
