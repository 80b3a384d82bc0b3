/** Croatian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const hr: Locale = {
  draft: true,
  duration: durations('hr', {
    session: 'do zatvaranja preglednika',
    day: { one: '# dan', few: '# dana', other: '# dana' },
    month: { one: '# mjesec', few: '# mjeseca', other: '# mjeseci' },
    year: { one: '# godina', few: '# godine', other: '# godina' },
  }),
  title: () => 'Kolačići: vi birate',
  intro: ({ controller }) =>
    `${controller} traži vašu privolu za pohranu i čitanje podataka na vašem uređaju u ove svrhe. Internetska stranica radi jednako i ako odbijete.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Podatke ne prima nijedna druga tvrtka.'
      : `Ostali primatelji podataka u slučaju vaše privole: ${listed(recipients, ' i ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `U svakom trenutku možete promijeniti odgovor ili povući privolu: na svakoj ćete stranici naći „${preferencesButton}”.`,
  acceptAll: () => 'Prihvati sve',
  rejectAll: () => 'Odbij sve',
  choose: () => 'Odaberi',
  preferencesButton: () => 'Postavke privatnosti',
  preferencesTitle: () => 'Postavke privatnosti',
  preferencesIntro: () => 'Na svaku se svrhu odgovara zasebno.',
  save: () => 'Spremi moj odabir',
  close: () => 'Zatvori bez promjena',
  necessary: () => 'Uvijek uključeno: stranica bez toga ne radi.',
  details: () => 'Usluge i kolačići',
  cookieName: () => 'Kolačić',
  cookiePurpose: () => 'Čemu služi',
  cookieLifetime: () => 'Razdoblje čuvanja',
  statement: () => 'Politika privatnosti',
  contact: () => 'Kontakt',
  saved: () => 'Vaš je odabir spremljen.',
  receipt: () => 'Spremi potvrdu o odabiru',
  mine: () => 'Što se o vama čuva',
  embed: () => 'Ovdje je sadržaj s {host}. Učitava se tek kad to dopustite.',
  allow: () => 'Dopusti: {purpose}',
  googleRelayed: () => 'Google te podatke dobiva s našeg poslužitelja, bez vaše IP adrese.',
  googleTagged: () => 'Vaš preglednik stupa u vezu s tvrtkom Google, koja vidi vašu IP adresu.',
};
