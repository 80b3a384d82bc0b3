/** Finnish. */
import type { MailWords } from './words.ts';

export const fi: MailWords = {
  language: 'fi',
  from: (controller, contact) => `Tämän viestin lähetti ${controller}. Kysymykset: ${contact}`,
  confirmRegistration: (controller, site) => ({
    subject: `Vahvista rekisteröitymisesi: ${site}`,
    lines: [
      'Hei,',
      `joku ilmoitti tämän sähköpostiosoitteen, kun sivustolla ”${site}” rekisteröidyttiin yrityksen ${controller} asiakkaaksi. Jos se olit sinä, avaa linkki ja vahvista. Linkki on voimassa 48 tuntia ja toimii kerran.`,
      'Jos se et ollut sinä, sinun ei tarvitse tehdä mitään: ilman vahvistusta mitään ei säilytetä, etkä saa asiasta muita viestejä.',
    ],
    link: 'Vahvista rekisteröityminen',
  }),
  registeredAlready: (controller, site) => ({
    subject: `Olet jo rekisteröitynyt: ${site}`,
    lines: [
      'Hei,',
      `joku ilmoitti tämän sähköpostiosoitteen, kun sivustolla ”${site}” rekisteröidyttiin yrityksen ${controller} asiakkaaksi. Osoite on jo rekisterissä, joten mitään ei muutettu eikä mitään tarvitse vahvistaa.`,
      `Jos se et ollut sinä, sinun ei tarvitse tehdä mitään. Jos tietosi ovat vanhentuneet, vastaa tähän viestiin: ${controller} oikaisee ne.`,
    ],
  }),
  checkpoint: (controller, day) => ({
    subject: `Tapahtumakirjan tarkistuspiste ${day}: ${controller}`,
    lines: [
      `Alla on yrityksen ${controller} tapahtumakirjan allekirjoitettu tarkistuspiste. Se kiinnittää jokaisen tähän mennessä kirjatun suostumuksen ja toimen: myöhemmin muutettu kirja ei enää täsmää siihen.`,
      'Säilytä tämä viesti. Kun haluat tarkistaa kirjan, tallenna merkkien välissä olevat rivit tiedostoon ja aja ”npx lupa verify --checkpoint tiedosto”, tai anna viesti tarkastajallesi.',
    ],
  }),
};
