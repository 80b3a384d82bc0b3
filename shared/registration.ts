/** A registration: what a site's own server says of a person who registered there. */
import * as v from 'valibot';
import { email, phone } from './contact.ts';
import { filled, text } from './text.ts';

export const registration = v.object({
  v: v.literal(1, 'This collector understands version 1.'),
  email,
  name: filled(200),
  company: v.optional(text(200)),
  position: v.optional(text(200)),
  phone: v.optional(phone),
});

export type Registration = v.InferOutput<typeof registration>;
