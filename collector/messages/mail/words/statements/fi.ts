/** Finnish. */
import type { StatementWords } from './words.ts';

export const fi: StatementWords = {
  changed: (controller, day, material) => ({
    subject: `Tietosuojaseloste muuttuu ${day}: ${controller}`,
    lines: [
      'Hei,',
      `yrityksen ${controller} tietosuojaselosteesta on julkaistu uusi versio. Se on voimassa ${day} alkaen.`,
      material
        ? 'Muutos koskee myös sitä, miten tietojasi käsitellään. Jos muutos koskee jotakin, mihin olet antanut suostumuksesi, kysymme suostumustasi uudelleen.'
        : 'Muutos koskee vain selosteen sanamuotoa. Tietojesi käsittely ei muutu, eikä sinun tarvitse tehdä mitään.',
    ],
    link: 'Lue uusi seloste',
  }),
};
