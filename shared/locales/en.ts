/** English. */
import { durations, type Locale, listed } from './locale.ts';

export const en: Locale = {
  duration: durations('en', {
    session: 'until the browser is closed',
    day: { one: '# day', other: '# days' },
    month: { one: '# month', other: '# months' },
    year: { one: '# year', other: '# years' },
  }),
  title: () => 'Your choice about cookies',
  intro: ({ controller }) =>
    `${controller} asks for your permission to store and read data on your device for these purposes. The site works just the same if you refuse.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'No other company receives the data.'
      : `Data would also go to ${listed(recipients, ' and ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `You can change or withdraw your answer at any time: “${preferencesButton}” is on every page.`,
  acceptAll: () => 'Accept all',
  rejectAll: () => 'Refuse all',
  choose: () => 'Choose',
  preferencesButton: () => 'Privacy choices',
  preferencesTitle: () => 'Privacy choices',
  preferencesIntro: () => 'Each purpose is answered on its own.',
  save: () => 'Save my choices',
  close: () => 'Close without changing anything',
  necessary: () => 'Always on: the site cannot work without it.',
  details: () => 'Services and cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'What it is for',
  cookieLifetime: () => 'How long it stays',
  statement: () => 'Privacy statement',
  contact: () => 'Contact',
  saved: () => 'Your choices are saved.',
  receipt: () => 'Save the receipt of your choice',
  mine: () => 'See what is held about you',
  embed: () => 'Here is content from {host}. It is loaded only once you allow it.',
  allow: () => 'Allow: {purpose}',
  googleRelayed: () => 'Google gets this from our server, without your IP address.',
  googleTagged: () => 'Your browser contacts Google, which sees your IP address.',
};
