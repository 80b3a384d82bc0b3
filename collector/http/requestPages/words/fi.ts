/** Finnish. */
import type { RequestPageWords } from './words.ts';

export const fi: RequestPageWords = {
  language: 'fi',
  form: {
    title: 'Sinun tietosi, sinun oikeutesi',
    lead: (controller) =>
      `Tällä sivulla voit käyttää tietosuojalain sinulle antamia oikeuksia. Pyynnön saa ${controller}. Se ei maksa mitään. Saat vastauksen kuukauden kuluessa.`,
    what: 'Mitä pyydät?',
    kinds: {
      access: 'Kertokaa, mitä tietoja teillä on minusta',
      rectification: 'Oikaiskaa tietoni',
      erasure: 'Poistakaa tietoni',
      restriction: 'Säilyttäkää tietoni, mutta älkää käyttäkö niitä toistaiseksi',
      portability: 'Antakaa minulle mukaan kopio tiedoista, jotka olen itse antanut',
      objection: 'En halua enää suoramarkkinointia',
      processing_objection: 'Vastustan tietojeni käsittelyä omaan tilanteeseeni liittyvästä syystä',
      withdrawal: 'Peruutan suostumukseni',
    },
    email: 'Sähköpostiosoite',
    emailHint:
      'Lähetämme sinne linkin, jotta kukaan muu ei voi pyytää nimissäsi. Myös vastaus lähetetään sinne.',
    name: 'Nimi',
    details: 'Mistä on kyse?',
    detailsHint:
      'Jos pyydät oikaisua: mikä on väärin ja miten sen pitäisi olla. Jos vastustat käsittelyä, kerro aina mitä vastustat ja miksi.',
    optional: 'ei pakollinen',
    button: 'Lähetä pyyntö',
    wrong: 'Pyyntöäsi ei lähetetty.',
    wrongIn: {
      kind: 'Valitse, mitä pyydät.',
      email: 'Kirjoita sähköpostiosoite kokonaan, esimerkiksi nimi@example.com.',
      name: 'Nimi on liian pitkä, tai siinä on merkkejä, jotka eivät ole tekstiä.',
      details:
        'Kerro, mistä on kyse: vastustaminen on perusteltava. Enintään 4 000 merkkiä, pelkkää tekstiä.',
    },
  },
  reference: 'Viitenumero',
  keep: 'Kirjoita se muistiin: tarvitset sitä vastauksen avaamiseen ja jos kysyt pyynnöstäsi.',
  taken: {
    title: 'Katso sähköpostiisi',
    text: 'Lähetimme linkin antamaasi osoitteeseen. Avaa se 48 tunnin kuluessa ja vahvista pyyntö: vasta sitten aloitamme. Jos viestiä ei näy tunnin kuluessa, katso roskapostikansiosta. Samaan osoitteeseen lähtee vain muutama viesti tunnissa: jos viestiä ei tule, ota meihin suoraan yhteyttä. Yhteystiedot ovat alla, ja niin tehty pyyntö on yhtä pätevä.',
  },
  confirm: {
    title: 'Onko tämä sinun pyyntösi?',
    lead: (controller, kind) => `Pyynnön saaja on ${controller}. Pyyntö: ”${kind}”.`,
    button: 'Kyllä, se on minun',
    ignore: 'Jos ei ole, sulje tämä sivu: mitään ei tapahdu.',
  },
  verified: {
    title: 'Pyyntösi on käsittelyssä',
    text: (due) => `Saat vastauksen sähköpostiisi viimeistään ${due}.`,
  },
  joined: {
    title: 'Olet jo pyytänyt tätä',
    text: 'Aiempi pyyntösi on vielä kesken. Vastaamme molempiin yhdessä.',
    other: 'Aiemman pyynnön viitenumero',
  },
  answered: { title: 'Valmis', text: 'Pyyntöösi on vastattu. Olemme kirjoittaneet sinulle siitä.' },
  ownPage: {
    title: 'Näet tiedot omalta sivultasi',
    text: 'Kaikki, mitä tämän selaimen avaimella on tallessa, on sivulla, jolta tulit. Siellä voit myös tallentaa sen tiedostona.',
  },
  refused: {
    title: 'Pyyntöösi ei suostuttu',
    text: 'Olemme kirjoittaneet sinulle, miksi, ja mihin voit valittaa.',
  },
  withdrawn: {
    title: 'Pyyntösi on peruttu',
    text: 'Sen vuoksi ei tehdä enää mitään. Voit esittää uuden pyynnön milloin tahansa.',
  },
  withdraw: { text: 'Etkö tarvitse sitä enää?', button: 'Peru pyyntö' },
  gone: {
    title: 'Tämä linkki ei ole enää voimassa',
    text: 'Linkki on vanhentunut, tai emme ole lähettäneet sitä. Jos tarvitset jotakin, lähetä uusi pyyntö.',
  },
  later: {
    title: 'Yritä hetken kuluttua uudelleen',
    text: 'Meille tulee juuri nyt liikaa pyyntöjä. Mitään lähettämääsi ei tallennettu. Palaa takaisin ja lähetä pyyntö uudelleen muutaman minuutin kuluttua.',
  },
  answer: {
    title: 'Vastaus pyyntöösi',
    lead: 'Anna pyyntösi viitenumero, jotta kukaan muu ei pääse lukemaan vastausta.',
    reference: 'Viitenumero',
    button: 'Avaa',
    wrong:
      'Tämä ei ole pyynnön viitenumero. Katso viestistä, jossa kerroimme, että pyyntösi on käsittelyssä.',
    locked: {
      title: 'Tämä linkki on lukittu',
      text: 'Väärä viitenumero annettiin liian monta kertaa. Kirjoita meille, niin saat uuden linkin.',
    },
    ready: 'Vastauksesi on valmis. Valitse, missä muodossa haluat sen.',
    until: (day) => `Tämä linkki on voimassa ${day} asti.`,
    forms: {
      page: 'Lue ja tulosta',
      pdf: 'Tallenna PDF-tiedostona',
      json: 'Tallenna JSON-tiedostona (ohjelmille)',
      zip: 'Tallenna taulukkoina (CSV-tiedostot zip-paketissa)',
    },
  },
  contact: (controller, contact) => `${controller}, ${contact}`,
  complaint: ({ whom, where }) =>
    `Jos tietojasi ei mielestäsi käsitellä oikein, voit valittaa ${whom}: ${where}`,
};
