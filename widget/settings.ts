/** The site's gate settings: the collector puts `JSON.parse("…")` in the place of this one name. */
import type { GateSettings } from '../shared/gate.ts';

declare const __LUPA_SETTINGS__: GateSettings;

export const settings: GateSettings = __LUPA_SETTINGS__;
