/** Norwegian Bokmål, also for `no` and `nn`. */
import { durations, type Locale, listed } from './locale.ts';

export const nb: Locale = {
  draft: true,
  duration: durations('nb', {
    session: 'til nettleseren lukkes',
    day: { one: '# dag', other: '# dager' },
    month: { one: '# måned', other: '# måneder' },
    year: { other: '# år' },
  }),
  title: () => 'Informasjonskapsler: du velger',
  intro: ({ controller }) =>
    `${controller} ber om ditt samtykke til å lagre og lese opplysninger på enheten din til disse formålene. Nettstedet fungerer på samme måte om du avslår.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Ingen andre virksomheter mottar opplysningene.'
      : `Med ditt samtykke deles opplysninger også med ${listed(recipients, ' og ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Du kan når som helst endre svaret ditt eller trekke samtykket tilbake: «${preferencesButton}» finnes på hver side.`,
  acceptAll: () => 'Godta alle',
  rejectAll: () => 'Avvis alle',
  choose: () => 'Velg selv',
  preferencesButton: () => 'Personvernvalg',
  preferencesTitle: () => 'Personvernvalg',
  preferencesIntro: () => 'Hvert formål besvares for seg.',
  save: () => 'Lagre valgene mine',
  close: () => 'Lukk uten å endre noe',
  necessary: () => 'Alltid på: nettstedet fungerer ikke uten.',
  details: () => 'Tjenester og informasjonskapsler',
  cookieName: () => 'Informasjonskapsel',
  cookiePurpose: () => 'Hva den brukes til',
  cookieLifetime: () => 'Hvor lenge den lagres',
  statement: () => 'Personvernerklæring',
  contact: () => 'Kontakt',
  saved: () => 'Valgene dine er lagret.',
  receipt: () => 'Lagre kvitteringen for valget ditt',
  mine: () => 'Se hva som er lagret om deg',
  embed: () => 'Her er innhold fra {host}. Det lastes først når du tillater det.',
  allow: () => 'Tillat: {purpose}',
  googleRelayed: () => 'Google får opplysningene fra serveren vår, uten IP-adressen din.',
  googleTagged: () => 'Nettleseren din kontakter Google, som ser IP-adressen din.',
};
