/** Finnish. */
import { type Locale, listed, measured } from './locale.ts';

const units = {
  year: ['vuosi', 'vuotta'],
  month: ['kuukausi', 'kuukautta'],
  day: ['päivä', 'päivää'],
} as const;

export const fi: Locale = {
  duration: (days) => {
    if (days === 0) return 'kunnes selain suljetaan';
    const { count, unit } = measured(days);
    return `${count} ${units[unit][count === 1 ? 0 : 1]}`;
  },
  title: () => 'Evästeet: sinä valitset',
  intro: ({ controller }) =>
    `${controller} pyytää lupaasi tallentaa laitteellesi ja lukea siltä tietoja näihin tarkoituksiin. Sivusto toimii samoin, vaikka kieltäytyisit.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Tietoja ei anneta muille yrityksille.'
      : `Tietoja saisi lisäksi: ${listed(recipients, 'ja')}.`,
  withdrawal: () =>
    'Voit muuttaa vastaustasi tai perua suostumuksesi milloin tahansa: ”Yksityisyysvalinnat” on joka sivulla.',
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
  embed: () => 'Tässä on sisältöä palvelusta {host}. Se ladataan vasta, kun sallit sen.',
  allow: () => 'Salli: {purpose}',
};
