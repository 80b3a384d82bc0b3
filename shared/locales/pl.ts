/** Polish. */
import { durations, type Locale, listed } from './locale.ts';

export const pl: Locale = {
  draft: true,
  duration: durations('pl', {
    session: 'do zamknięcia przeglądarki',
    day: { one: '# dzień', few: '# dni', many: '# dni', other: '# dnia' },
    month: { one: '# miesiąc', few: '# miesiące', many: '# miesięcy', other: '# miesiąca' },
    year: { one: '# rok', few: '# lata', many: '# lat', other: '# roku' },
  }),
  title: () => 'Pliki cookie: Ty wybierasz',
  intro: ({ controller }) =>
    `${controller} prosi o Twoją zgodę na przechowywanie i odczytywanie informacji na Twoim urządzeniu w tych celach. Strona działa tak samo, jeśli odmówisz.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Danych nie otrzymuje żadna inna firma.'
      : `Inni odbiorcy danych w razie Twojej zgody: ${listed(recipients, ' i ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `W każdej chwili możesz zmienić odpowiedź lub wycofać zgodę: „${preferencesButton}” znajdziesz na każdej stronie.`,
  acceptAll: () => 'Zaakceptuj wszystko',
  rejectAll: () => 'Odrzuć wszystko',
  choose: () => 'Wybierz',
  preferencesButton: () => 'Ustawienia prywatności',
  preferencesTitle: () => 'Ustawienia prywatności',
  preferencesIntro: () => 'Na każdy cel odpowiada się osobno.',
  save: () => 'Zapisz mój wybór',
  close: () => 'Zamknij bez zmian',
  necessary: () => 'Zawsze włączone: strona bez tego nie działa.',
  details: () => 'Usługi i pliki cookie',
  cookieName: () => 'Plik cookie',
  cookiePurpose: () => 'Do czego służy',
  cookieLifetime: () => 'Okres przechowywania',
  statement: () => 'Polityka prywatności',
  contact: () => 'Kontakt',
  saved: () => 'Twój wybór został zapisany.',
  receipt: () => 'Zapisz potwierdzenie wyboru',
  mine: () => 'Co o Tobie przechowujemy',
  embed: () => 'Tutaj znajduje się treść z {host}. Zostanie wczytana dopiero, gdy na to zezwolisz.',
  allow: () => 'Zezwól: {purpose}',
  googleRelayed: () => 'Google otrzymuje te dane z naszego serwera, bez Twojego adresu IP.',
  googleTagged: () => 'Twoja przeglądarka łączy się z Google, które widzi Twój adres IP.',
};
