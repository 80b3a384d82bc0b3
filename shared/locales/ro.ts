/** Romanian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const ro: Locale = {
  draft: true,
  duration: durations('ro', {
    session: 'până la închiderea browserului',
    day: { one: '# zi', few: '# zile', other: '# de zile' },
    month: { one: '# lună', few: '# luni', other: '# de luni' },
    year: { one: '# an', few: '# ani', other: '# de ani' },
  }),
  title: () => 'Cookie-uri: dumneavoastră alegeți',
  intro: ({ controller }) =>
    `${controller} vă cere consimțământul pentru a stoca și a citi informații pe dispozitivul dumneavoastră în aceste scopuri. Site-ul funcționează la fel dacă refuzați.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Nicio altă companie nu primește datele.'
      : `Cu consimțământul dumneavoastră, datele sunt transmise și către: ${listed(recipients, ' și ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Vă puteți schimba răspunsul sau retrage consimțământul în orice moment: pe fiecare pagină găsiți „${preferencesButton}”.`,
  acceptAll: () => 'Acceptați tot',
  rejectAll: () => 'Refuzați tot',
  choose: () => 'Alegeți',
  preferencesButton: () => 'Setări de confidențialitate',
  preferencesTitle: () => 'Setări de confidențialitate',
  preferencesIntro: () => 'La fiecare scop se răspunde separat.',
  save: () => 'Salvați opțiunile mele',
  close: () => 'Închideți fără a modifica nimic',
  necessary: () => 'Întotdeauna activ: site-ul nu funcționează fără acesta.',
  details: () => 'Servicii și cookie-uri',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'La ce folosește',
  cookieLifetime: () => 'Durata păstrării',
  statement: () => 'Politica de confidențialitate',
  contact: () => 'Contact',
  saved: () => 'Opțiunile dumneavoastră au fost salvate.',
  receipt: () => 'Salvați dovada alegerii dumneavoastră',
  mine: () => 'Ce se păstrează despre dumneavoastră',
  embed: () => 'Aici se află conținut de la {host}. Se încarcă doar dacă permiteți.',
  allow: () => 'Permiteți: {purpose}',
  googleRelayed: () => 'Google primește aceste date de la serverul nostru, fără adresa dumneavoastră IP.',
  googleTagged: () => 'Browserul dumneavoastră contactează Google, care vede adresa dumneavoastră IP.',
};
