/** Asking for a contact permission by double opt-in: what the site's page, its server or staff send. */
import * as v from 'valibot';
import { email } from './contact.ts';
import { reference } from './register/member.ts';
import { filled, language } from './text.ts';

/** From a site: the address that somebody typed in, and what they are to agree to. */
export const permissionRequest = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  /** The id of one of the controller's wordings. */
  wording: reference,
  email,
  language: v.optional(language),
});

/** From staff: a person whom they know, or an address. */
export const staffPermissionRequest = v.pipe(
  v.object({
    wording: reference,
    person: v.optional(reference),
    email: v.optional(email),
    language: v.optional(language),
    /** How they asked for it themselves; needed where they do not want to be written to. */
    asked: v.optional(filled(500)),
  }),
  v.forward(
    v.partialCheck(
      [['person'], ['email']],
      ({ person, email: address }) => (person === undefined) !== (address === undefined),
      'Name a person, or an e-mail address.',
    ),
    ['person'],
  ),
);
