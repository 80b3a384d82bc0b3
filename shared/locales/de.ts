/** German: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const de: Locale = {
  draft: true,
  duration: durations('de', {
    session: 'bis der Browser geschlossen wird',
    day: { one: '# Tag', other: '# Tage' },
    month: { one: '# Monat', other: '# Monate' },
    year: { one: '# Jahr', other: '# Jahre' },
  }),
  title: () => 'Cookies: Sie entscheiden',
  intro: ({ controller }) =>
    `${controller} bittet Sie um die Einwilligung, für diese Zwecke Informationen auf Ihrem Gerät zu speichern und auszulesen. Die Website funktioniert genauso, wenn Sie ablehnen.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Kein anderes Unternehmen erhält die Daten.'
      : `Mit Ihrer Einwilligung gehen Daten auch an ${listed(recipients, ' und ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Sie können Ihre Antwort jederzeit ändern oder Ihre Einwilligung widerrufen: „${preferencesButton}“ finden Sie auf jeder Seite.`,
  acceptAll: () => 'Alle akzeptieren',
  rejectAll: () => 'Alle ablehnen',
  choose: () => 'Selbst auswählen',
  preferencesButton: () => 'Datenschutzeinstellungen',
  preferencesTitle: () => 'Datenschutzeinstellungen',
  preferencesIntro: () => 'Über jeden Zweck wird einzeln entschieden.',
  save: () => 'Meine Auswahl speichern',
  close: () => 'Schließen, ohne etwas zu ändern',
  necessary: () => 'Immer aktiv: Ohne dies funktioniert die Website nicht.',
  details: () => 'Dienste und Cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'Verwendungszweck',
  cookieLifetime: () => 'Speicherdauer',
  statement: () => 'Datenschutzerklärung',
  contact: () => 'Kontakt',
  saved: () => 'Ihre Auswahl ist gespeichert.',
  receipt: () => 'Beleg Ihrer Auswahl speichern',
  mine: () => 'Was über Sie gespeichert ist',
  embed: () => 'Hier befinden sich Inhalte von {host}. Sie werden erst geladen, wenn Sie es erlauben.',
  allow: () => 'Erlauben: {purpose}',
  googleRelayed: () => 'Google erhält diese Daten von unserem Server, ohne Ihre IP-Adresse.',
  googleTagged: () => 'Ihr Browser stellt eine Verbindung zu Google her; Google sieht dabei Ihre IP-Adresse.',
};
