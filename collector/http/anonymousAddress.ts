/** An address that staff or a site's server tell of somebody: anonymised while it is read, so that the whole is kept nowhere. */
import * as v from 'valibot';
import { filled } from '../../shared/text.ts';
import { addressBytes } from '../traffic/address.ts';
import type { Traffic } from '../traffic/traffic.ts';

/** What is already anonymised stays as it is. */
export const anonymousAddress = (traffic: Pick<Traffic, 'anonymous'>) =>
  v.pipe(
    filled(64),
    v.check((text) => addressBytes(text) !== undefined, 'Expected an IPv4 or IPv6 address.'),
    v.transform((text): string | null => traffic.anonymous(text) ?? null),
  );
