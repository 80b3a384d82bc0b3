/** Letters about a request, in the language of whoever asked: queued in the write of what they tell. */
import { authorityOf } from '../../duties/controllerDetails.ts';
import { type Letter, mailWords, writeLetter } from '../../messages/mail/letter.ts';
import { en } from '../../messages/mail/words/requests/en.ts';
import { fi } from '../../messages/mail/words/requests/fi.ts';
import { sv } from '../../messages/mail/words/requests/sv.ts';
import type { RequestWords } from '../../messages/mail/words/requests/words.ts';
import type { LetterWords } from '../../messages/mail/words/words.ts';
import { queueMail } from '../../messages/outbox/queue.ts';
import { senderOf } from '../../register/controllers.ts';
import type { Readable, Statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Request } from './request.ts';

const spoken: Readonly<Record<string, RequestWords>> = { fi, sv, en };

/** The words about requests, in the language that the others are in. */
export const requestWords = (...tags: readonly (string | null | undefined)[]): RequestWords =>
  spoken[mailWords(...tags).language] ?? en;

/** What a letter takes beside its words. */
export type Extras = Pick<Letter, 'url' | 'also'> & {
  /** Not to be kept under the person's name: they are erased by the same write. */
  nobody?: true;
  /** Ends with the right to complain (GDPR 12(4)); of an access that a law refuses also with what then holds instead. */
  complaint?: 'usual' | 'access-refused' | false;
};

export type Writing = (template: RequestTemplate, words: LetterWords, extras?: Extras) => Statement[];

/** The letters' names, as staff see them in the list of messages. */
export type RequestTemplate =
  | 'request_confirm'
  | 'request_received'
  | 'request_joined'
  | 'request_extended'
  | 'request_reopened'
  | 'request_fee'
  | 'request_answer'
  | 'request_done'
  | 'request_erased'
  | 'request_refused'
  | 'request_withdrawn'
  | 'restriction_lifting';

/**
 * What queues letters to whoever made the request; nothing where they gave no address: they are told where they asked.
 * Ask for it before the person is erased.
 */
export const lettersTo = async (
  store: Readable,
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  { language, email, person }: Pick<Request, 'language' | 'email' | 'person'>,
): Promise<Writing> => {
  const sender = await senderOf(store, controller);
  const own = requestWords(language);
  const authority = await authorityOf(store, controller, own.language);
  const rights = (complaint: Extras['complaint']): string[] =>
    complaint
      ? [
          ...(complaint === 'access-refused' && authority.isOmbudsman ? [own.insteadOfYou] : []),
          own.complaint(authority),
        ]
      : [];
  return (template, words, { nobody, complaint, ...extras } = {}) =>
    email === null
      ? []
      : [
          queueMail(world, {
            controller,
            template,
            person: nobody ? null : person,
            to: email,
            ...writeLetter({
              ...words,
              lines: [...words.lines, ...rights(complaint)],
              ...extras,
              language: mailWords(language).language,
              controller: sender,
            }),
          }),
        ];
};
