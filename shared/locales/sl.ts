/** Slovenian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const sl: Locale = {
  draft: true,
  duration: durations('sl', {
    session: 'do zaprtja brskalnika',
    day: { one: '# dan', two: '# dneva', few: '# dnevi', other: '# dni' },
    month: { one: '# mesec', two: '# meseca', few: '# meseci', other: '# mesecev' },
    year: { one: '# leto', two: '# leti', few: '# leta', other: '# let' },
  }),
  title: () => 'Piškotki: odločate vi',
  intro: ({ controller }) =>
    `${controller} vas prosi za privolitev v shranjevanje in branje podatkov v vaši napravi za te namene. Spletno mesto deluje enako, tudi če zavrnete.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Podatkov ne prejme nobeno drugo podjetje.'
      : `Drugi prejemniki podatkov ob vaši privolitvi: ${listed(recipients, ' in ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Svoj odgovor lahko kadar koli spremenite, privolitev pa prekličete: na vsaki strani najdete »${preferencesButton}«.`,
  acceptAll: () => 'Sprejmi vse',
  rejectAll: () => 'Zavrni vse',
  choose: () => 'Izberi',
  preferencesButton: () => 'Nastavitve zasebnosti',
  preferencesTitle: () => 'Nastavitve zasebnosti',
  preferencesIntro: () => 'Na vsak namen se odgovori posebej.',
  save: () => 'Shrani mojo izbiro',
  close: () => 'Zapri brez sprememb',
  necessary: () => 'Vedno vključeno: spletno mesto brez tega ne deluje.',
  details: () => 'Storitve in piškotki',
  cookieName: () => 'Piškotek',
  cookiePurpose: () => 'Čemu je namenjen',
  cookieLifetime: () => 'Čas hrambe',
  statement: () => 'Politika zasebnosti',
  contact: () => 'Stik',
  saved: () => 'Vaša izbira je shranjena.',
  receipt: () => 'Shrani potrdilo o izbiri',
  mine: () => 'Kaj se hrani o vas',
  embed: () => 'Tukaj je vsebina s spletnega mesta {host}. Naloži se šele, ko to dovolite.',
  allow: () => 'Dovoli: {purpose}',
  googleRelayed: () => 'Google te podatke prejme z našega strežnika, brez vašega naslova IP.',
  googleTagged: () => 'Vaš brskalnik se poveže s podjetjem Google, ki vidi vaš naslov IP.',
};
