/** Markkinoinnin sanat suomeksi. */
import type { MailWords } from './words.ts';

export const fi: MailWords = {
  language: 'fi',
  sender: (name, contact) => `Lähettäjä: ${name}, ${contact}.`,
  why: {
    consent: (on, wording) => `Saat tämän viestin, koska annoit siihen suostumuksesi ${on}: ”${wording}”`,
    existing_customer: (group) =>
      `Saat tämän viestin, koska olet asiakkaamme: kirjoitamme sinulle meiltä ostamastasi tuoteryhmästä ${group}.`,
    legitimate_interest: (wording) => `Miksi saat tämän viestin: ${wording}`,
  },
  about: (group) => `Viesti koskee: ${group}.`,
  unsubscribe: 'Peru tilaus, maksutta ja heti:',
  preferences: 'Kaikki, mistä saamme kirjoittaa sinulle, tai ei lainkaan markkinointia:',
  test: '[Testi]',
  confirm: {
    subject: (controller) => `Vahvista: viestit lähettäjältä ${controller}`,
    lead: (controller) =>
      `Joku, todennäköisesti sinä, pyysi, että ${controller} ottaa sinuun yhteyttä. Tähän antaisit suostumuksesi:`,
    act: 'Jos suostut, avaa tämä sivu ja paina siellä olevaa painiketta:',
    ignore:
      'Jos se et ollut sinä, älä tee mitään: silloin sinuun ei oteta yhteyttä. Linkki toimii 48 tuntia.',
  },
};
