/** The default words of a language, printed: for whoever approves a draft, or writes a site's own. */
import { words } from '../shared/notice.ts';
import { localeFor } from './register/languages.ts';

const days = [0, 1, 2, 5, 11, 30, 60, 150, 365, 730, 1825];

/** One line a word, with names as an example; then durations. Throws `UnknownLanguage`. */
export const wordList = (language: string): string => {
  const locale = localeFor(language);
  const named = {
    controller: 'Example Ltd',
    recipients: ['First Ltd', 'Second Ltd', 'Third Ltd'],
    preferencesButton: locale.preferencesButton(),
  };
  const line = (name: string, said: string) => `${name.padEnd(18)}${said}`;
  return [
    `${language}: ${locale.draft ? 'a draft, off until approved' : 'on'}`,
    ...words.map((word) => line(word, locale[word](named))),
    line('(Google relayed)', locale.googleRelayed()),
    line('(Google tagged)', locale.googleTagged()),
    line('(no recipients)', locale.recipients({ ...named, recipients: [] })),
    ...days.map((count) => line(`(${count} days)`, locale.duration(count))),
  ].join('\n');
};
