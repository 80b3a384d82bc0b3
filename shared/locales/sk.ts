/** Slovak: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const sk: Locale = {
  draft: true,
  duration: durations('sk', {
    session: 'do zatvorenia prehliadača',
    day: { one: '# deň', few: '# dni', many: '# dňa', other: '# dní' },
    month: { one: '# mesiac', few: '# mesiace', many: '# mesiaca', other: '# mesiacov' },
    year: { one: '# rok', few: '# roky', many: '# roka', other: '# rokov' },
  }),
  title: () => 'Súbory cookie: rozhodujete vy',
  intro: ({ controller }) =>
    `${controller} vás žiada o súhlas s ukladaním a čítaním údajov vo vašom zariadení na tieto účely. Webové sídlo funguje rovnako, aj keď odmietnete.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Údaje nedostane žiadna iná spoločnosť.'
      : `Ďalší príjemcovia údajov v prípade vášho súhlasu: ${listed(recipients, ' a ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Svoju odpoveď môžete kedykoľvek zmeniť a súhlas odvolať: „${preferencesButton}“ nájdete na každej stránke.`,
  acceptAll: () => 'Prijať všetko',
  rejectAll: () => 'Odmietnuť všetko',
  choose: () => 'Vybrať',
  preferencesButton: () => 'Nastavenia súkromia',
  preferencesTitle: () => 'Nastavenia súkromia',
  preferencesIntro: () => 'Na každý účel sa odpovedá osobitne.',
  save: () => 'Uložiť môj výber',
  close: () => 'Zavrieť bez zmeny',
  necessary: () => 'Vždy zapnuté: webové sídlo bez toho nefunguje.',
  details: () => 'Služby a súbory cookie',
  cookieName: () => 'Súbor cookie',
  cookiePurpose: () => 'Na čo slúži',
  cookieLifetime: () => 'Doba uchovávania',
  statement: () => 'Zásady ochrany osobných údajov',
  contact: () => 'Kontakt',
  saved: () => 'Váš výber je uložený.',
  receipt: () => 'Uložiť potvrdenie o voľbe',
  mine: () => 'Čo o vás uchovávame',
  embed: () => 'Tu je obsah z {host}. Načíta sa, až keď to povolíte.',
  allow: () => 'Povoliť: {purpose}',
  googleRelayed: () => 'Google tieto údaje dostáva z nášho servera, bez vašej IP adresy.',
  googleTagged: () => 'Váš prehliadač sa spojí so spoločnosťou Google, ktorá vidí vašu IP adresu.',
};
