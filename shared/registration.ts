/** A registration: what a site's own server, or somebody in a form, says of a person who registers there. */
import * as v from 'valibot';
import { email, phone } from './contact.ts';
import { filled, language, text } from './text.ts';

const members = {
  email,
  name: filled(200),
  company: v.optional(text(200)),
  position: v.optional(text(200)),
  phone: v.optional(phone),
  /** In which they are written to. */
  language: v.optional(language),
};

export const registration = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  ...members,
});

/** What somebody fills into a form on the site: nobody vouches for it. */
export const formRegistration = v.object({
  ...members,
  /** A field that people do not see: whoever fills it in is a program. */
  website: v.optional(text(2000)),
});

export type FormRegistration = v.InferOutput<typeof formRegistration>;
export type Registration = v.InferOutput<typeof registration>;
