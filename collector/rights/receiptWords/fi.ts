/** Finnish. */
import type { ReceiptWords } from './words.ts';

export const fi: ReceiptWords = {
  title: 'Kuitti valinnastasi',
  intro:
    'Tämä on oma kappaleesi siitä, mitä kirjattiin. Säilytä se: sen avulla kuka tahansa voi tarkistaa, ettei merkintää ole muutettu eikä poistettu.',
  controller: 'Kuka kysyi',
  contact: 'Yhteystiedot',
  statement: 'Tietosuojaseloste',
  when: 'Vastaanotettu',
  how: 'Miten valinta tehtiin',
  language: 'Kieli',
  identifiers: 'Valinnan tunnus',
  visitor: 'Selaimen tunnus',
  answers: 'Mitä vastattiin',
  purpose: 'Tarkoitus',
  answer: 'Vastaus',
  granted: 'Kyllä, sallittu',
  denied: 'Ei, kielletty',
  until: 'Suostumus on voimassa enintään',
  history: 'Mitä sille on tapahtunut',
  given: 'annettu',
  refused: 'kieltäydytty',
  withdrawn: 'peruttu',
  expired: 'päättynyt itsestään',
  shown: 'Mitä näytettiin, sanasta sanaan',
  notShown:
    'Valinta tehtiin toisen työkalun ilmoituksessa, jossa oli oma tekstinsä. Valinta yhdistettiin tähän tekstiin:',
  version: 'Versio',
  services: 'Palvelut',
  withdrawal: 'Jos muutat mielesi',
  rights: 'Oikeutesi',
  rightsList: ({ whom, where }) =>
    `Voit nähdä sinusta säilytettävät tiedot, pyytää niiden oikaisua tai poistamista, käsittelyn rajoittamista, siirtää tiedot ja valittaa ${whom} (yleinen tietosuoja-asetus 7(3), 15–22 ja 77 artikla): ${where}`,
  retention: 'Tähän kerättyjä tietoja säilytetään',
  days: (count) => `${count} päivää`,
  proof: 'Todiste',
  proofIntro:
    'Merkintä on rivi tapahtumakirjassa, johon vain lisätään. Alla olevat arvot todistavat, että rivi on allekirjoitetun tarkistuspisteen mukaisessa tapahtumakirjassa; ne tarkistaa Lupan mukana tuleva ”verify-ledger.mjs”.',
  waiting:
    'Rivi odottaa sinetöintiä, mikä kestää sekunnin tai pari: hae kuitti uudelleen saadaksesi todisteen.',
  row: 'Rivi',
  pressed: (label) => `Painettiin ”${label}”`,
  ways: {
    accept_all: 'Sallittiin kaikki',
    reject_all: 'Kiellettiin kaikki',
    save: 'Tallennettiin valinnat',
    grant_one: 'Sallittiin yksi tarkoitus',
    withdraw_all: 'Peruttiin kaikki',
  },
  surfaces: {
    banner: 'ilmoituksessa',
    preferences: 'yksityisyysvalinnoissa',
    placeholder: 'estetyn sisällön paikalla',
    own_page: 'omalla sivulla',
    api: 'sivun omilla painikkeilla',
    takeover: 'toisen työkalun ilmoituksessa',
  },
};
