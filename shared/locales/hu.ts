/** Hungarian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const hu: Locale = {
  draft: true,
  duration: durations('hu', {
    session: 'a böngésző bezárásáig',
    day: { other: '# nap' },
    month: { other: '# hónap' },
    year: { other: '# év' },
  }),
  title: () => 'Sütik: Ön dönt',
  intro: ({ controller }) =>
    `${controller} a hozzájárulását kéri ahhoz, hogy ezekből a célokból adatokat tároljon az Ön eszközén, és onnan adatokat olvasson ki. A weboldal akkor is ugyanúgy működik, ha elutasítja.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Az adatokat más cég nem kapja meg.'
      : `Hozzájárulása esetén az adatokat megkapja még: ${listed(recipients, ' és ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Válaszát bármikor módosíthatja, hozzájárulását bármikor visszavonhatja. Minden oldalon megtalálja: „${preferencesButton}”.`,
  acceptAll: () => 'Összes elfogadása',
  rejectAll: () => 'Összes elutasítása',
  choose: () => 'Választás',
  preferencesButton: () => 'Adatvédelmi beállítások',
  preferencesTitle: () => 'Adatvédelmi beállítások',
  preferencesIntro: () => 'Minden célról külön dönthet.',
  save: () => 'Választásom mentése',
  close: () => 'Bezárás módosítás nélkül',
  necessary: () => 'Mindig bekapcsolva: a weboldal enélkül nem működik.',
  details: () => 'Szolgáltatások és sütik',
  cookieName: () => 'Süti',
  cookiePurpose: () => 'Mire szolgál',
  cookieLifetime: () => 'Tárolási idő',
  statement: () => 'Adatkezelési tájékoztató',
  contact: () => 'Kapcsolat',
  saved: () => 'A választását elmentettük.',
  receipt: () => 'Igazolás mentése a választásról',
  mine: () => 'Mit tárolunk Önről',
  embed: () => 'Itt innen származó tartalom található: {host}. Csak akkor töltődik be, ha engedélyezi.',
  allow: () => 'Engedélyezés: {purpose}',
  googleRelayed: () => 'A Google ezeket az adatokat a mi szerverünktől kapja meg, az Ön IP-címe nélkül.',
  googleTagged: () => 'Az Ön böngészője kapcsolatba lép a Google vállalattal, amely látja az Ön IP-címét.',
};
