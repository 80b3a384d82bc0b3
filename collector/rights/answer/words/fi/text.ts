/** Finnish: headings and sentences. */
import type { TextWords } from '../words.ts';

export const text: TextWords = {
  language: 'fi',
  locale: 'fi-FI',
  title: 'Mitä tietoja sinusta on',
  portableTitle: 'Antamasi tiedot',
  made: 'Laadittu',
  held: (controller) =>
    `Kyllä: ${controller} käsittelee henkilötietojasi. Kaikki tiedot ovat tässä vastauksessa.`,
  nothingHeld: (controller) => `Ei: ${controller} ei löytänyt henkilötietoja, jotka koskisivat sinua.`,
  nothingHow:
    'Haimme niillä tiedoilla, joilla pystyimme tunnistamaan sinut. Jos olet asioinut toisella nimellä, sähköpostiosoitteella tai asiakastunnuksella, kerro se, niin etsimme uudelleen. Selaimesi valinnat ja käynnit näet sivuston yksityisyysvalinnoista ilman, että sinun täytyy kertoa, kuka olet.',
  howToRead:
    'Ensin ovat tietosi, sitten selitys siitä, miksi ne ovat olemassa, kuinka kauan niitä säilytetään, kuka ne saa ja mitä voit vaatia. Ajat ovat Suomen aikaa.',
  contents: 'Sisällys',
  controller: 'Rekisterinpitäjä',
  contact: 'Yhteystieto',
  aboutYou: 'Kuka olet',
  yourData: 'Asiakkuutesi',
  consentsPart: 'Valintasi ja käyntisi sivustolla',
  sourcesPart: 'Mistä tiedot on saatu',
  sourcesText: 'Kunkin tiedon kohdalla on, mistä ja milloin se on saatu.',
  pastPart: 'Mitä tiedot olivat ennen',
  recordedPart: 'Mitä tiedoillesi on tehty',
  recordedText:
    'Jokainen tietojasi koskeva toimi, joka on kirjattu yrityksen tapahtumakirjaan: milloin, mitä, missä tehtävässä toiminut työntekijä sen teki ja millä numerolla se löytyy tapahtumakirjasta. Jos tehtävää ei ole kerrottu, teit sen itse tai sen teki järjestelmä.',
  readingsPart: 'Kuka on katsonut tietojasi',
  readingsText:
    'Jokainen kerta, kun työntekijä on katsonut tietojasi: milloin, miksi, missä tehtävässä ja mitä tietoja.',
  whyPart: 'Miksi tietoja käsitellään ja kuinka kauan niitä säilytetään',
  whyText: 'Vain ne tietoryhmät, joista sinusta on jotakin.',
  holdsPart: 'Mitä laki velvoittaa säilyttämään',
  holdsText: 'Näitä ei voi poistaa ennen päivää, vaikka pyytäisit: laki velvoittaa säilyttämään ne.',
  noHolds: 'Mikään laki ei estä tietojesi poistamista, kun niitä ei enää tarvita.',
  recipientsPart: 'Kenelle tietojasi on annettu',
  recipientsText: 'Yrityksen omien työntekijöiden lisäksi tietojasi on annettu näille:',
  noRecipients: 'Tietojasi ei ole annettu yrityksen ulkopuolelle.',
  servicesText:
    'Olet sallinut nämä palvelut sivustolla. Selaimesi on voinut ottaa niihin yhteyttä itse, jolloin ne ovat voineet saada tietoja suoraan siltä:',
  transfersPart: 'Tietojen siirto EU:n ja ETA-alueen ulkopuolelle',
  transfersText:
    'Näihin maihin tietoja on siirretty tai voitu siirtää. Suojakeino on kerrottu vastaanottajan kohdalla.',
  noTransfers: 'Tietojasi ei ole siirretty EU:n ja Euroopan talousalueen ulkopuolelle.',
  automatedPart: 'Automaattiset päätökset',
  automated:
    'Sinusta ei tehdä pelkästään automaattisia päätöksiä, joilla olisi sinulle oikeudellisia tai muuten merkittäviä vaikutuksia, eikä sinua profiloida. Ohjelma voi merkitä, että lisenssiä ehkä käytetään vastoin sen ehtoja; sen, mitä merkistä seuraa, päättää aina ihminen.',
  withheldPart: 'Mitä on jätetty pois ja miksi',
  withheldText: 'Kaikki muu sinua koskeva on tässä vastauksessa.',
  noOthers: 'Muiden ihmisten tietoja ei ole mukana.',
  rightsPart: 'Mitä voit vaatia',
  rights: [
    { article: '16', name: 'Oikaisu', text: 'Voit vaatia, että väärä tai puutteellinen tieto korjataan.' },
    {
      article: '17',
      name: 'Poistaminen',
      text: 'Voit vaatia, että tietosi poistetaan. Vain se jää, mitä laki velvoittaa säilyttämään.',
    },
    {
      article: '18',
      name: 'Käsittelyn rajoittaminen',
      text: 'Voit vaatia, että tietojasi vain säilytetään eikä niitä käytetä, esimerkiksi kunnes niiden oikeellisuus on selvitetty.',
    },
    {
      article: '20',
      name: 'Tietojen siirtäminen',
      text: 'Voit saada itse antamasi tiedot koneella luettavassa muodossa ja viedä ne muualle.',
    },
    {
      article: '21',
      name: 'Vastustaminen',
      text: 'Voit milloin tahansa kieltää suoramarkkinoinnin. Voit myös vastustaa käsittelyä, joka perustuu yrityksen oikeutettuun etuun.',
    },
    {
      article: '7(3)',
      name: 'Suostumuksen peruuttaminen',
      text: 'Voit milloin tahansa perua suostumuksesi. Peruminen ei vaikuta siihen, mitä sitä ennen on tehty.',
    },
  ],
  articleOf: (article) => `tietosuoja-asetuksen ${article} artikla`,
  complaint:
    'Jos olet sitä mieltä, että tietojasi käsitellään lain vastaisesti, voit valittaa tietosuojavaltuutetulle.',
  authority: 'Tietosuojavaltuutetun toimisto',
  empty: 'Ei mitään.',
  yes: 'kyllä',
  no: 'ei',
  whole: 'kaikki tiedot',
  page: (number, all) => `Sivu ${number} / ${all}`,
  textsShown: 'Tekstit, jotka sinulle näytettiin',
  lookedUp: 'haku',
  readRows: (what) => `luettu: ${what}`,
  listedRows: (what) => `luetteloitu: ${what}`,
  exportedRows: (what) => `viety tiedostoon: ${what}`,
  readme: (controller, made) => `Mitä tietoja sinusta on

Rekisterinpitäjä: ${controller}
Laadittu: ${made}

Tässä paketissa on kaikki, mitä yritys tietää sinusta, tauluina (CSV), jotka aukeavat taulukkolaskentaohjelmassa. Ajat ovat ISO 8601 -muodossa (UTC).
Tiedostossa answer.json on sama koneella luettavana; sen rakenne on julkaistu osoitteessa, joka on tiedoston alussa.
Tiedosto processing.csv kertoo, miksi tietoja käsitellään, millä perusteella ja kuinka kauan. Tiedosto answer.html on sama sivuna luettavaksi ja tulostettavaksi.
Jos solu alkaa heittomerkillä, merkki on lisätty, jotta taulukkolaskenta ei tulkitse tekstiä kaavaksi.
`,
  portableReadme: (controller, made) => `Antamasi tiedot (yleisen tietosuoja-asetuksen 20 artikla)

Rekisterinpitäjä: ${controller}
Laadittu: ${made}

Tässä paketissa on vain se, minkä olet itse antanut suostumuksella tai sopimusta varten: tauluina (CSV) ja tiedostossa data.json, jonka rakenne on julkaistu osoitteessa tiedoston alussa.
Sarakkeiden nimet ovat samat kuin JSON-tiedostossa. Ajat ovat ISO 8601 -muodossa (UTC).
Jos solu alkaa heittomerkillä, merkki on lisätty, jotta taulukkolaskenta ei tulkitse tekstiä kaavaksi.
`,
  unwritable:
    'Joitakin kirjoitusmerkkejä ei voi näyttää tässä tiedostossa; niiden tilalla on merkin numero, esimerkiksi <U+1F600>. Sivussa ja JSON-tiedostossa ne ovat sellaisinaan.',
};
