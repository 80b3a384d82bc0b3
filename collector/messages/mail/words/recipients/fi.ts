/** Finnish. */
import type { RecipientWords } from './words.ts';

export const fi: RecipientWords = {
  language: 'fi',
  notice: (controller, act, record, since) => ({
    subject: {
      rectified: `Tietoja on oikaistu: ${record}`,
      erased: `Tiedot on poistettu, poistakaa ne myös teiltä: ${record}`,
      restricted: `Tietojen käsittelyä on rajoitettu: ${record}`,
      lifted: `Tietojen käsittelyn rajoitus on päättynyt: ${record}`,
    }[act],
    lines: [
      'Hei,',
      `${controller} on luovuttanut teille henkilön tietoja, ensimmäisen kerran ${since}. Henkilön tunnus: ${record}`,
      {
        rectified:
          'Näitä tietoja on nyt oikaistu. Pyytäkää meiltä ajantasaiset tiedot ja korjatkaa ne omiin järjestelmiinne.',
        erased:
          'Nämä tiedot on nyt poistettu. Poistakaa ne ja niiden kopiot myös omista järjestelmistänne, ellei laki velvoita teitä säilyttämään niitä.',
        restricted:
          'Näiden tietojen käsittelyä on nyt rajoitettu. Säilyttäkää ne, mutta älkää käyttäkö niitä, ennen kuin ilmoitamme rajoituksen päättyneen.',
        lifted:
          'Näiden tietojen käsittelyn rajoitus on nyt päättynyt. Voitte taas käyttää niitä siihen, mihin ne on luovutettu.',
      }[act],
      'Ilmoitus perustuu yleisen tietosuoja-asetuksen 19 artiklaan. Vastatkaa tähän viestiin, kun asia on hoidettu tai jos se ei ole mahdollista.',
    ],
  }),
  ending: (recipient, ends) => ({
    subject: ends.every(({ isOver }) => isOver)
      ? `Päättynyt: luovutukset vastaanottajalle ${recipient}`
      : `Päättyy pian: luovutukset vastaanottajalle ${recipient}`,
    lines: [
      ...ends.map(({ what, day, isOver }) =>
        what === 'agreement'
          ? `Sopimus henkilötietojen käsittelystä (vastaanottaja: ${recipient}) ${isOver ? 'on päättynyt' : 'päättyy'}: ${day}.`
          : `Siirtoperuste, jolla tietoja annetaan EU:n ja ETA-alueen ulkopuolelle (vastaanottaja: ${recipient}), ${isOver ? 'on päättynyt' : 'päättyy'}: ${day}.`,
      ),
      'Siitä alkaen luovutuksia tälle vastaanottajalle ei hyväksytä. Uusikaa peruste ajoissa ja merkitkää uusi päivä vastaanottajan tietoihin, tai merkitkää, että vastaanottajalle ei enää anneta tietoja.',
    ],
  }),
};
