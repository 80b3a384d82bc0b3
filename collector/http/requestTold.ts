/** How whoever asked learns of the answer: by a letter, or by what staff print and give them. */
import { toUuid } from '../bytes.ts';
import { answerLanguageOf } from '../rights/answer/words/languages.ts';
import type { Request } from '../rights/requests/request.ts';

/** `nobody`: nothing is held of them. */
export const toldBy = ({ id, kind, email, person, language }: Request, nobody: boolean): object => {
  if (email !== null) return { mailed: true, print: null, tell: null };
  const file = kind === 'access' || kind === 'portability';
  const spoken = answerLanguageOf(language);
  const print = nobody
    ? `/v1/requests/${toUuid(id)}/answer?form=pdf&language=${spoken}`
    : file && person !== null
      ? kind === 'access'
        ? `/v1/persons/${toUuid(person)}/access?form=pdf&language=${spoken}&request=${toUuid(id)}`
        : `/v1/persons/${toUuid(person)}/portable?form=zip&language=${spoken}&request=${toUuid(id)}`
      : null;
  return {
    mailed: false,
    print,
    tell:
      print === null
        ? 'They gave no e-mail address: nothing was mailed. Tell them by the way in which they asked.'
        : 'They gave no e-mail address: nothing was mailed. Give them what is under "print", by the way in which they asked.',
  };
};
