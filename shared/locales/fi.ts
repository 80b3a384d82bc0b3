/** Finnish. */
import { durations, type Locale, listed } from './locale.ts';

export const fi: Locale = {
  duration: durations('fi', {
    session: 'kunnes selain suljetaan',
    day: { one: '# päivä', other: '# päivää' },
    month: { one: '# kuukausi', other: '# kuukautta' },
    year: { one: '# vuosi', other: '# vuotta' },
  }),
  title: () => 'Evästeet: sinä valitset',
  intro: ({ controller }) =>
    `${controller} pyytää lupaasi tallentaa laitteellesi ja lukea siltä tietoja näihin tarkoituksiin. Sivusto toimii samoin, vaikka kieltäytyisit.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Tietoja ei anneta muille yrityksille.'
      : `Tietoja saisi lisäksi: ${listed(recipients, ' ja ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Voit muuttaa vastaustasi tai perua suostumuksesi milloin tahansa: ”${preferencesButton}” on joka sivulla.`,
  acceptAll: () => 'Hyväksy kaikki',
  rejectAll: () => 'Hylkää kaikki',
  choose: () => 'Valitse itse',
  preferencesButton: () => 'Yksityisyysvalinnat',
  preferencesTitle: () => 'Yksityisyysvalinnat',
  preferencesIntro: () => 'Jokaiseen tarkoitukseen vastataan erikseen.',
  save: () => 'Tallenna valintani',
  close: () => 'Sulje muuttamatta mitään',
  necessary: () => 'Aina päällä: sivusto ei toimi ilman tätä.',
  details: () => 'Palvelut ja evästeet',
  cookieName: () => 'Eväste',
  cookiePurpose: () => 'Mihin sitä käytetään',
  cookieLifetime: () => 'Kuinka kauan se säilyy',
  statement: () => 'Tietosuojaseloste',
  contact: () => 'Yhteystiedot',
  saved: () => 'Valintasi on tallennettu.',
  receipt: () => 'Tallenna kuitti valinnastasi',
  mine: () => 'Mitä sinusta on tallennettu',
  embed: () => 'Tässä on sisältöä palvelusta {host}. Se ladataan vasta, kun sallit sen.',
  allow: () => 'Salli: {purpose}',
  googleRelayed: () => 'Google saa tiedot palvelimeltamme ilman IP-osoitettasi.',
  googleTagged: () => 'Selaimesi ottaa yhteyden Googleen, joka näkee IP-osoitteesi.',
};
