/** Estonian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const et: Locale = {
  draft: true,
  duration: durations('et', {
    session: 'kuni brauseri sulgemiseni',
    day: { one: '# päev', other: '# päeva' },
    month: { one: '# kuu', other: '# kuud' },
    year: { one: '# aasta', other: '# aastat' },
  }),
  title: () => 'Küpsised: valik on teie',
  intro: ({ controller }) =>
    `${controller} küsib teie nõusolekut, et järgmistel eesmärkidel teie seadmesse andmeid salvestada ja neid sealt lugeda. Veebisait töötab samamoodi ka siis, kui keeldute.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Ükski teine ettevõte andmeid ei saa.'
      : `Muud andmete vastuvõtjad teie nõusoleku korral: ${listed(recipients, ' ja ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Saate oma vastust igal ajal muuta või nõusoleku tagasi võtta: „${preferencesButton}“ leiate igalt lehelt.`,
  acceptAll: () => 'Nõustu kõigiga',
  rejectAll: () => 'Keeldu kõigist',
  choose: () => 'Vali ise',
  preferencesButton: () => 'Privaatsusvalikud',
  preferencesTitle: () => 'Privaatsusvalikud',
  preferencesIntro: () => 'Igale eesmärgile vastatakse eraldi.',
  save: () => 'Salvesta minu valikud',
  close: () => 'Sulge midagi muutmata',
  necessary: () => 'Alati sees: veebisait ei tööta ilma selleta.',
  details: () => 'Teenused ja küpsised',
  cookieName: () => 'Küpsis',
  cookiePurpose: () => 'Milleks seda kasutatakse',
  cookieLifetime: () => 'Säilitusaeg',
  statement: () => 'Andmekaitsetingimused',
  contact: () => 'Kontakt',
  saved: () => 'Teie valikud on salvestatud.',
  receipt: () => 'Salvesta valiku kinnitus',
  mine: () => 'Mida teie kohta hoitakse',
  embed: () => 'Siin on sisu saidilt {host}. See laaditakse alles siis, kui selle lubate.',
  allow: () => 'Luba: {purpose}',
  googleRelayed: () => 'Google saab need andmed meie serverist, ilma teie IP-aadressita.',
  googleTagged: () => 'Teie brauser võtab ühendust Google’iga, kes näeb teie IP-aadressi.',
};
