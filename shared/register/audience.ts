/** An audience: for what, through which channel, about which products somebody is to be contacted. */
import * as v from 'valibot';
import { email, phone } from '../contact.ts';
import { maybe, reference, word } from './member.ts';
import { channel } from './permission.ts';

export const criteria = {
  channel,
  purpose: word,
  /** The products that it is about; nothing: then only permissions count that name none. */
  productGroup: maybe(word),
  /** Whether it concerns the duties that professionals have at work. */
  concernsDuties: v.optional(v.boolean('Expected true or false.'), false),
};
export type Criteria = v.InferOutput<v.ObjectSchema<typeof criteria, undefined>>;

/** Who is asked about: persons one by one. */
export const explaining = v.object({
  ...criteria,
  persons: v.pipe(
    v.array(reference, 'Expected a list of ids.'),
    v.minLength(1, 'Name at least one person.'),
    v.maxLength(500, 'At most 500 at a time.'),
  ),
});

/** How many of a list are looked at in one call. */
export const listMost = 5000;

const address = v.union([reference, email, phone], 'Expected an id, an e-mail address or a phone number.');

/** A list that was made before: persons' ids, or addresses of the channel. */
export const checking = v.object({
  ...criteria,
  list: v.pipe(
    v.array(address, 'Expected a list.'),
    v.minLength(1, 'Send at least one entry.'),
    v.maxLength(listMost, `At most ${listMost} at a time.`),
  ),
});

/** Why addresses are suppressed that come as a list. */
export const suppressing = v.object({
  channel: v.picklist(['email', 'phone'], 'Expected "email" or "phone".'),
  reason: v.picklist(
    ['list', 'complaint', 'undeliverable', 'unsubscribed'],
    'Expected one of: list, complaint, undeliverable, unsubscribed.',
  ),
  addresses: v.pipe(
    v.array(v.union([email, phone], 'Expected an address of the channel.'), 'Expected a list.'),
    v.minLength(1, 'Send at least one address.'),
    v.maxLength(listMost, `At most ${listMost} at a time.`),
  ),
});
