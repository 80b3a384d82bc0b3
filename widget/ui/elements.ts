/** The custom elements' names. */
import { Banner } from './banner.ts';
import { Preferences } from './preferences.ts';
import { Status } from './status.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lupa-banner': Banner;
    'lupa-preferences': Preferences;
    'lupa-status': Status;
  }
}

/** Defines them, unless another copy of ours has. */
export const define = (): void => {
  for (const [name, element] of [
    ['lupa-banner', Banner],
    ['lupa-preferences', Preferences],
    ['lupa-status', Status],
  ] as const)
    if (!customElements.get(name)) customElements.define(name, element);
};
