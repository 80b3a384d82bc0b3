/** The letter that tells somebody of a new version of the privacy statement, with a link to its text where a site shows it. */
import { toBase64url } from '../../bytes.ts';
import { dayOf } from '../../calendar/day.ts';
import { mailWords, writeLetter } from '../../messages/mail/letter.ts';
import { statementWords } from '../../messages/mail/words/statements/words.ts';
import { listSites } from '../../register/sites.ts';
import { listStatements } from '../../register/statements.ts';
import type { Store } from '../../store/store.ts';

export type LetterFor = (language: string | null) => { subject: string; text: string; html: string };

/** Makes the letters about one version: to each person in their language where there are words for it. */
export const lettersAbout = async (
  store: Store,
  controller: number,
  number: number,
  sender: { name: string; contact: string },
  publicUrl: string,
): Promise<LetterFor | undefined> => {
  const versions = (await listStatements(store, controller)).filter(({ statement }) => statement === number);
  const [first] = versions;
  if (!first) return undefined;
  const [site] = await listSites(store, controller);
  const day = dayOf(first.effective);
  return (wanted) => {
    const { language } = mailWords(wanted, ...versions.map((one) => one.language));
    const text = versions.find((one) => one.language === language) ?? first;
    const url = site && `${publicUrl}/s/${site.publicId}/statements/${toBase64url(text.digest)}`;
    const { link, ...words } = statementWords(language).changed(sender.name, day, first.material === 1);
    return writeLetter({
      ...words,
      language,
      controller: sender,
      ...(url !== undefined && link !== undefined && { link, url }),
    });
  };
};
