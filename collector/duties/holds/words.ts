/** What is kept, in the words of the person whose it is. */
import type { HeldCategory } from './categories.ts';

type Words = Readonly<Record<HeldCategory, string>>;

const en: Words = {
  identity: 'your name and contact details',
  accounts: 'your user accounts',
  relationships: 'your customer relationship',
  licences: 'your licences',
  activations: 'the use of your licences',
  'misuse-flags': 'signs that a licence was misused',
  feedback: 'your feedback',
  transactions: 'payments and sales',
  'service-events': 'what was done for you',
  'service-logs': 'lines of the services’ logs',
  permissions: 'your permissions to be contacted',
  messages: 'messages to you',
  visits: 'your visits to the site',
  'access-log': 'who has read your data',
  requests: 'your requests about your data',
  disclosures: 'to whom your data were given',
  'sharing-consents': 'your consents to giving your data to others',
  incidents: 'which incidents concerned your data',
};

const fi: Words = {
  identity: 'nimesi ja yhteystietosi',
  accounts: 'käyttäjätilisi',
  relationships: 'asiakassuhteesi tiedot',
  licences: 'lisenssisi',
  activations: 'lisenssiesi käyttö',
  'misuse-flags': 'merkit lisenssin väärinkäytöstä',
  feedback: 'antamasi palaute',
  transactions: 'maksut ja myynnit',
  'service-events': 'sinulle tehdyt palvelut',
  'service-logs': 'palveluiden lokitiedot',
  permissions: 'lupasi yhteydenottoihin',
  messages: 'sinulle lähetetyt viestit',
  visits: 'käyntisi sivustolla',
  'access-log': 'tieto siitä, kuka on katsonut tietojasi',
  requests: 'tietojasi koskevat pyyntösi',
  disclosures: 'tieto siitä, kenelle tietojasi on luovutettu',
  'sharing-consents': 'suostumuksesi tietojesi luovuttamiseen',
  incidents: 'tietojasi koskeneet tietoturvaloukkaukset',
};

const sv: Words = {
  identity: 'ditt namn och dina kontaktuppgifter',
  accounts: 'dina användarkonton',
  relationships: 'uppgifter om ditt kundförhållande',
  licences: 'dina licenser',
  activations: 'användningen av dina licenser',
  'misuse-flags': 'tecken på missbruk av en licens',
  feedback: 'din respons',
  transactions: 'betalningar och försäljning',
  'service-events': 'det som har gjorts för dig',
  'service-logs': 'tjänsternas loggar',
  permissions: 'dina tillstånd till kontakt',
  messages: 'meddelanden till dig',
  visits: 'dina besök på webbplatsen',
  'access-log': 'vem som har läst dina uppgifter',
  requests: 'dina begäranden om dina uppgifter',
  disclosures: 'till vem dina uppgifter har lämnats ut',
  'sharing-consents': 'dina samtycken till att lämna ut dina uppgifter',
  incidents: 'incidenter som gällde dina uppgifter',
};

/** The kinds in a language; in English where there are no words in it. */
export const keptWords = (language: string): Words => ({ fi, sv, en })[language] ?? en;
