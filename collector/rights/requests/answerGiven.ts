/** What a request for access or portability is answered with: the file behind the link. */
import type { Store } from '../../store/store.ts';
import { type AnswerFile, type AnswerForm, answerFile, answerForms } from '../answer/file.ts';
import type { LeftOut } from '../answer/leaving.ts';
import { portableFile, portableForms } from '../answer/portable.ts';
import { answerLanguageOf } from '../answer/words/languages.ts';
import type { Request } from './request.ts';

/** The forms that the person may choose from. */
export const formsOf = ({ kind }: Pick<Request, 'kind'>): readonly AnswerForm[] =>
  kind === 'portability' ? portableForms : answerForms;

/** The file; `person` is who they are by now, null where nobody is known. */
export const answerGiven = async (
  store: Store,
  controller: number,
  request: Pick<Request, 'kind' | 'email' | 'proof' | 'language' | 'leftOut'>,
  person: Uint8Array | null,
  { form, ...at }: { form: AnswerForm; now: number; publicUrl: string },
): Promise<AnswerFile> => {
  const language = answerLanguageOf(request.language);
  const leftOut = request.leftOut === null ? [] : (JSON.parse(request.leftOut) as LeftOut[]);
  if (request.kind === 'portability' && person && (form === 'json' || form === 'zip')) {
    const file = await portableFile(store, controller, person, { form, language, leftOut, ...at });
    if (file) return file;
  }
  // Whoever came by the link in an e-mail has shown that the address is theirs.
  const email = request.proof === 'email_link' ? (request.email ?? undefined) : undefined;
  return answerFile(store, controller, person, { form, language, email, leftOut, ...at });
};
