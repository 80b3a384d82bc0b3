/** Dutch: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const nl: Locale = {
  draft: true,
  duration: durations('nl', {
    session: 'tot de browser wordt gesloten',
    day: { one: '# dag', other: '# dagen' },
    month: { one: '# maand', other: '# maanden' },
    year: { other: '# jaar' },
  }),
  title: () => 'Cookies: u kiest',
  intro: ({ controller }) =>
    `${controller} vraagt uw toestemming om voor deze doeleinden gegevens op uw apparaat op te slaan en te lezen. De website werkt hetzelfde als u weigert.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Geen ander bedrijf ontvangt de gegevens.'
      : `Met uw toestemming gaan gegevens ook naar ${listed(recipients, ' en ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `U kunt uw antwoord op elk moment wijzigen of uw toestemming intrekken: ‘${preferencesButton}’ staat op elke pagina.`,
  acceptAll: () => 'Alles accepteren',
  rejectAll: () => 'Alles weigeren',
  choose: () => 'Zelf kiezen',
  preferencesButton: () => 'Privacyinstellingen',
  preferencesTitle: () => 'Privacyinstellingen',
  preferencesIntro: () => 'Elk doel krijgt een eigen antwoord.',
  save: () => 'Mijn keuzes opslaan',
  close: () => 'Sluiten zonder iets te wijzigen',
  necessary: () => 'Altijd aan: zonder dit werkt de website niet.',
  details: () => 'Diensten en cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'Doel',
  cookieLifetime: () => 'Bewaartermijn',
  statement: () => 'Privacyverklaring',
  contact: () => 'Contact',
  saved: () => 'Uw keuzes zijn opgeslagen.',
  receipt: () => 'Bewijs van uw keuze opslaan',
  mine: () => 'Bekijk wat er over u wordt bewaard',
  embed: () => 'Hier staat inhoud van {host}. Die wordt pas geladen als u dat toestaat.',
  allow: () => 'Toestaan: {purpose}',
  googleRelayed: () => 'Google krijgt deze gegevens van onze server, zonder uw IP-adres.',
  googleTagged: () => 'Uw browser maakt verbinding met Google, dat uw IP-adres ziet.',
};
