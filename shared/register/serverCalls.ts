/** What a site's own server tells of its customers: accounts, activations of licences, lines of logs. */
import * as v from 'valibot';
import { uuid7 } from '../text.ts';
import { givenPassword, newPassword, userName } from './account.ts';
import { device } from './activation.ts';
import { licenceKey } from './licence.ts';
import { reference, time } from './member.ts';
import { serviceLog } from './serviceLog.ts';

const version = v.literal(1, 'This collector understands version 1.');

/** Who: by id, by user name, or nobody. */
const who = { person: v.optional(reference), userName: v.optional(userName) };

export const accountOpened = v.object({
  v: version,
  person: reference,
  userName,
  password: v.optional(newPassword),
});

/** `address` is that of the one who wants in: it slows down who guesses, and is kept nowhere. */
export const signingIn = <Address extends v.GenericSchema>(address: Address) =>
  v.object({ v: version, userName: givenPassword, password: givenPassword, address: v.optional(address) });

export const passwordSet = v.object({ v: version, userName, password: newPassword });

export const activated = <Address extends v.GenericSchema>(address: Address) =>
  v.object({
    v: version,
    licenceKey,
    device,
    ...who,
    address: v.optional(address),
    at: v.optional(time),
  });

export const deactivated = v.object({ v: version, licenceKey, device, at: v.optional(time) });

/** `id` lets the same line be sent again without being kept twice. */
export const logged = <Address extends v.GenericSchema>(
  address: Address,
  line: v.GenericSchema<string, string>,
) =>
  v.object({
    v: version,
    lines: v.pipe(
      v.array(
        v.object({
          id: v.optional(uuid7),
          ...who,
          service: serviceLog.service,
          line,
          address: v.optional(address),
          at: v.optional(time),
        }),
        'Expected an array of lines.',
      ),
      v.minLength(1, 'Send at least one line.'),
      v.maxLength(500, 'Send at most 500 lines at a time.'),
    ),
  });
