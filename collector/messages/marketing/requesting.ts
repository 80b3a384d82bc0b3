/** Asking for a permission by double opt-in: a letter with a link to the mailbox that was named, the same whoever has it. */
import { senderOf } from '../../register/controllers.ts';
import { emailKey } from '../../register/email.ts';
import { findWording, keepRequest, requestLife } from '../../register/permissionRequests.ts';
import { makeToken } from '../../register/tokens.ts';
import { ifFound, type Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { bestOf, mailWords } from '../campaigns/words/spoken.ts';
import { queueMail } from '../outbox/queue.ts';

export interface Asking {
  controller: number;
  wording: Uint8Array;
  email: string;
  language: string | null;
  /** Whom staff asked it for. */
  person: Uint8Array | null;
  /** Number of the site where it was asked. */
  site: number | null;
}

/** Queues the letter. `unknown-wording`: there is nothing to agree to. Never tells whether the address is known. */
export const requestPermission = async (
  store: Store,
  world: World,
  publicUrl: string,
  { controller, wording, email, language, person, site }: Asking,
): Promise<'asked' | 'unknown-wording'> => {
  const found = await findWording(store, controller, wording);
  if (!found) return 'unknown-wording';
  const tag = bestOf(Object.keys(found.texts), language);
  const text = found.texts[tag] ?? '';
  const { name, contact } = await senderOf(store, controller);
  const now = world.clock();
  const { texts: _, ...scope } = found;
  const kept = keepRequest(world, controller, {
    ...scope,
    request: new Uint8Array(0),
    person,
    email: email.trim().normalize('NFC'),
    emailKey: emailKey(email),
    language: tag,
    wordingId: wording,
    wording: text,
    site,
    created: now,
  });
  const expires = now + requestLife;
  const about = { controller, purpose: 'confirm_permission' as const, person, row: kept.request, expires };
  const { token, statement } = makeToken(world, about);
  const { confirm, sender } = mailWords(tag);
  const letter = [
    confirm.lead(name),
    `“${text}”`,
    `${confirm.act}\n${publicUrl}/permissions/confirm/${token}`,
    confirm.ignore,
    sender(name, contact),
  ];
  await store.write([
    kept.statement,
    ifFound(0, statement),
    ifFound(
      0,
      queueMail(world, {
        controller,
        template: 'double_opt_in',
        person,
        to: email.trim(),
        subject: confirm.subject(name),
        text: letter.join('\n\n'),
      }),
    ),
  ]);
  return 'asked';
};
