/** Finnish. */
import type { RequestWords } from './words.ts';

export const fi: RequestWords = {
  language: 'fi',
  kinds: {
    access: 'saada tutustua tietoihisi',
    rectification: 'saada tietosi oikaistuiksi',
    erasure: 'saada tietosi poistetuiksi',
    restriction: 'rajoittaa tietojesi käyttöä',
    portability: 'saada tietosi mukaasi',
    objection: 'lopettaa suoramarkkinointi',
    processing_objection: 'lopettaa tietojesi käyttö omaan tilanteeseesi liittyvästä syystä',
    withdrawal: 'peruuttaa suostumuksesi',
  },
  confirm: (controller, kind) => ({
    subject: `Vahvista pyyntösi: ${controller}`,
    lines: [
      'Hei,',
      `joku on antanut tämän sähköpostiosoitteen pyynnössä, jonka vastaanottaja on ${controller}. Pyyntö: ${kind}. Jos pyysit tätä itse, avaa linkki ja vahvista. Linkki on voimassa 48 tuntia.`,
      'Jos et pyytänyt mitään, sinun ei tarvitse tehdä mitään: ilman vahvistusta mitään ei tehdä eikä kenellekään kerrota mitään.',
    ],
    link: 'Vahvista pyyntö',
  }),
  received: (kind, reference, due) => ({
    subject: `Pyyntösi ${reference} on käsittelyssä`,
    lines: [
      'Hei,',
      `olemme saaneet pyyntösi: ${kind}. Sen viitenumero on ${reference}. Säilytä numero: tarvitset sitä vastauksen avaamiseen.`,
      `Saat vastauksen viimeistään ${due}.`,
    ],
  }),
  joined: (kind, reference, other) => ({
    subject: `Pyyntösi ${reference} on yhdistetty pyyntöön ${other}`,
    lines: [
      'Hei,',
      `olet pyytänyt samaa jo aiemmin (${kind}), ja se pyyntö on vielä kesken. Vastaamme molempiin yhdessä viitenumerolla ${other}.`,
    ],
  }),
  extended: (kind, reference, reason, due) => ({
    subject: `Pyyntösi ${reference} vie enemmän aikaa`,
    lines: [
      'Hei,',
      `emme pysty vastaamaan pyyntöösi (${kind}) kuukauden kuluessa. Syy: ${reason}`,
      `Saat vastauksen viimeistään ${due}.`,
    ],
  }),
  answer: (kind, until) => ({
    subject: 'Vastaus pyyntöösi on valmis',
    lines: [
      'Hei,',
      `vastaus pyyntöösi (${kind}) on luettavissa tästä linkistä. Linkki on voimassa ${until} asti. Sivu kysyy viitenumeroa, jonka sait.`,
      'Voit lukea ja tulostaa vastauksen tai tallentaa sen tiedostoina. Jos jokin tieto on väärin, voit pyytää sen oikaisemista.',
    ],
    link: 'Avaa vastaus',
  }),
  done: (kind, reference) => ({
    subject: `Pyyntösi ${reference} on käsitelty`,
    lines: [
      'Hei!',
      {
        access: 'Pyyntöösi saada tutustua tietoihisi on vastattu.',
        portability: 'Pyyntöösi saada tietosi mukaasi on vastattu.',
        rectification: 'Tietosi on oikaistu, ja siitä on kerrottu niille, jotka olivat saaneet ne meiltä.',
        erasure:
          'Tietosi on poistettu. Varmuuskopiot, joissa tietoja vielä on, vanhenevat itsestään, eikä niitä käytetä muuhun.',
        restriction:
          'Tietojesi käyttöä on rajoitettu: ne säilytetään, mutta niitä ei käytetä. Kerromme sinulle ennen kuin rajoitus päättyy.',
        objection:
          'Emme enää lähetä sinulle suoramarkkinointia. Tämä on voimassa siihen asti, kunnes itse annat siihen uuden luvan.',
        processing_objection: 'Olemme lopettaneet käsittelyn, jota vastustit.',
        withdrawal:
          'Suostumuksesi on peruutettu. Se, mitä ennen peruutusta tehtiin, pysyy laillisena; suostumustesi nojalla ei tehdä enää mitään. Sen, minkä selaimesi on sallinut jollakin sivustolla, löydät kyseisen sivuston yksityisyysvalinnoista ja perut sen siellä.',
      }[kind],
    ],
  }),
  nothing: (reference) => ({
    subject: `Pyyntösi ${reference}: meillä ei ole tietojasi`,
    lines: [
      'Hei,',
      'meillä ei ole tällä sähköpostiosoitteella mitään tietoja sinusta, joten mitään ei tarvitse tehdä.',
    ],
  }),
  kept: (category, law, until) =>
    `Laki velvoittaa meitä säilyttämään: ${category}, ${until === null ? 'kunnes syy lakkaa' : `${until} asti`} (${law}). Tietoja ei käytetä mihinkään muuhun, ja ne poistuvat sen jälkeen itsestään.`,
  refused: (kind, reference, ground, reason) => ({
    subject: `Pyyntöösi ${reference} ei suostuttu`,
    lines: ['Hei,', `emme suostu pyyntöösi (${kind}): ${ground}.`, reason],
  }),
  grounds: {
    unfounded: 'se on ilmeisen perusteeton (tietosuoja-asetus, 12 artiklan 5 kohta)',
    excessive: 'se on kohtuuton, koska se on toistuva (tietosuoja-asetus, 12 artiklan 5 kohta)',
    unidentified: 'emme pysty selvittämään, kenen tietoja se koskee (tietosuoja-asetus, 11 artiklan 2 kohta)',
    law: 'laki ei salli sitä',
    others: 'se vaikuttaisi haitallisesti muiden oikeuksiin (tietosuoja-asetus, 15 ja 20 artiklan 4 kohta)',
    compelling:
      'käsittelylle on huomattavan tärkeä ja perusteltu syy, joka syrjäyttää etusi, oikeutesi ja vapautesi (tietosuoja-asetus, 21 artiklan 1 kohta)',
    claims: 'tietoja tarvitaan oikeusvaatimuksen vuoksi (tietosuoja-asetus, 21 artiklan 1 kohta)',
  },
  fee: (kind, reference, ground, reason, sum) => ({
    subject: `Pyyntösi ${reference}: maksu ennen käsittelyä`,
    lines: [
      'Hei,',
      `pyynnöt ovat yleensä maksuttomia. Tästä pyynnöstä (${kind}) perimme kuitenkin maksun, joka kattaa käsittelyn kulut: ${sum}. Peruste: ${ground}.`,
      reason,
      'Emme tee mitään ennen kuin maksu on hoidettu. Vastaa tähän viestiin, niin saat maksuohjeet. Voit myös perua pyynnön, jolloin et maksa mitään.',
    ],
  }),
  reopened: (kind, reference, due) => ({
    subject: `Pyyntösi ${reference} on otettu uudelleen käsittelyyn`,
    lines: [
      'Hei,',
      `emme aiemmin suostuneet pyyntöösi (${kind}). Käsittelemme sen nyt uudelleen. Viitenumero on edelleen ${reference}.`,
      due === null ? 'Vastaamme viipymättä.' : `Saat vastauksen viimeistään ${due}.`,
    ],
  }),
  weighing:
    'Kunnes asia on ratkaistu, tietosi säilytetään, mutta niitä ei käytetä (tietosuoja-asetus, 18 artiklan 1 kohdan b alakohta).',
  keptUnused: 'Tietosi säilytetään, mutta niitä ei enää käytetä mihinkään.',
  liftedOn: (day) =>
    `Tietojesi käytön rajoitus päättyy ${day}. Sen jälkeen tietoja käytetään niin kuin tietosuojaselosteessa sanotaan.`,
  leftOut: (article) =>
    `Jotakin on jätetty pois, koska se vaikuttaisi haitallisesti muiden oikeuksiin (tietosuoja-asetus, ${article} artiklan 4 kohta). Vastauksessa kerrotaan, mitä ja miksi.`,
  withdrawn: (kind, reference) => ({
    subject: `Pyyntösi ${reference} on peruttu`,
    lines: [
      'Hei,',
      `peruit pyyntösi (${kind}). Sen vuoksi ei tehdä enää mitään; voit esittää uuden pyynnön milloin tahansa.`,
    ],
  }),
  lifting: (day, reason) => ({
    subject: 'Tietojesi käytön rajoitus päättyy',
    lines: [
      'Hei,',
      `tietojesi käyttöä on rajoitettu. Rajoitus päättyy ${day}, ja sen jälkeen tietoja käytetään taas niin kuin tietosuojaselosteessa sanotaan. Syy: ${reason}`,
      'Jos et hyväksy tätä, vastaa tähän viestiin.',
    ],
  }),
  complaint: ({ whom, where }) =>
    `Voit tehdä asiasta valituksen ${whom} (${where}), ja voit viedä asian tuomioistuimeen.`,
  insteadOfYou:
    'Jos pyydät, annamme tiedot sinun sijastasi tietosuojavaltuutetulle (tietosuojalaki 1050/2018, 34 §).',
  reminder: (reference, kind, due, late) => ({
    subject: late ? `Myöhässä: pyyntö ${reference}` : `Pian erääntyvä: pyyntö ${reference}`,
    lines: [
      late
        ? `Pyyntöön ${reference} (${kind}) piti vastata ${due}, eikä siihen ole vastattu. Laki ei anna lisäaikaa: vastaa nyt ja kerro, miksi vastaus on myöhässä.`
        : `Pyyntöön ${reference} (${kind}) on vastattava viimeistään ${due}. Jos se ei onnistu, jatka määräaikaa ennen sitä ja perustele se.`,
    ],
  }),
};
