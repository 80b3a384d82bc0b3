/** Danish. */
import { durations, type Locale, listed } from './locale.ts';

export const da: Locale = {
  draft: true,
  duration: durations('da', {
    session: 'indtil browseren lukkes',
    day: { one: '# dag', other: '# dage' },
    month: { one: '# måned', other: '# måneder' },
    year: { other: '# år' },
  }),
  title: () => 'Cookies: du vælger',
  intro: ({ controller }) =>
    `${controller} beder om dit samtykke til at gemme og læse oplysninger på din enhed til disse formål. Hjemmesiden fungerer på samme måde, hvis du afviser.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Ingen andre virksomheder modtager oplysningerne.'
      : `Med dit samtykke videregives oplysninger også til ${listed(recipients, ' og ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Du kan til enhver tid ændre dit svar eller trække dit samtykke tilbage: ”${preferencesButton}” findes på alle sider.`,
  acceptAll: () => 'Accepter alle',
  rejectAll: () => 'Afvis alle',
  choose: () => 'Vælg selv',
  preferencesButton: () => 'Privatlivsindstillinger',
  preferencesTitle: () => 'Privatlivsindstillinger',
  preferencesIntro: () => 'Hvert formål besvares for sig.',
  save: () => 'Gem mine valg',
  close: () => 'Luk uden at ændre noget',
  necessary: () => 'Altid slået til: hjemmesiden fungerer ikke uden.',
  details: () => 'Tjenester og cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'Hvad den bruges til',
  cookieLifetime: () => 'Hvor længe den gemmes',
  statement: () => 'Privatlivspolitik',
  contact: () => 'Kontakt',
  saved: () => 'Dine valg er gemt.',
  receipt: () => 'Gem kvitteringen for dit valg',
  mine: () => 'Se hvad der er gemt om dig',
  embed: () => 'Her er indhold fra {host}. Det hentes først, når du tillader det.',
  allow: () => 'Tillad: {purpose}',
  googleRelayed: () => 'Google får oplysningerne fra vores server, uden din IP-adresse.',
  googleTagged: () => 'Din browser kontakter Google, som ser din IP-adresse.',
};
