/** Finnish, the site's first language. */
import type { Words } from './words.ts';

export const fi: Words = {
  languageNames: { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' },
  skip: 'Siirry sisältöön',
  navigation: 'Sivut',
  languageChoice: 'Kieli',
  nav: {
    shop: 'Lisenssit',
    register: 'Rekisteröidy',
    privacy: 'Tietosuojaseloste',
    behind: 'Kulissien takana',
  },
  businessId: 'Y-tunnus',
  fiction: 'Yritys ja sen tuote ovat keksittyjä: sivusto näyttää, miten Lupa toimii, eikä myy mitään.',
  measured: {
    tag: {
      how: 'Tätä sivustoa mittaa Googlen oma ohjelma, jos annat luvan.',
      other: 'Sama sivusto oman palvelimen mittaamana',
    },
    relay: {
      how: 'Tätä sivustoa mittaa oma palvelimemme, jos annat luvan: Google ei saa IP-osoitettasi.',
      other: 'Sama sivusto Googlen ohjelman mittaamana',
    },
  },
  home: {
    title: 'Luotettavuusanalyysia insinööreille',
    description:
      'Vikapuu on luotettavuusanalyysin ohjelmisto: vikapuut, käytettävyys ja varaosat samassa mallissa.',
    heading: 'Tiedä, mikä pettää, ennen kuin se pettää.',
    lead: 'Vikapuu on ohjelmisto insinööreille, jotka vastaavat koneista, laitoksista ja sähköverkoista. Vikapuut, käytettävyys ja varaosat ovat samassa mallissa, ja jokaisen luvun voi jäljittää lähteeseensä.',
    toShop: 'Katso lisenssit',
    toRegister: 'Kokeile 30 päivää',
    picture: 'Vikapuu: pumppu pysähtyy, kun sähkö katkeaa tai kun sen molemmat tiivisteet vuotavat.',
    featuresHeading: 'Yksi malli, vastaus kolmeen kysymykseen',
    features: [
      {
        title: 'Miksi se pysähtyisi?',
        text: 'Piirrä vikapuu huipputapahtumasta alaspäin. Vikapuu löytää pienimmät vikojen yhdistelmät, jotka pysäyttävät koko järjestelmän.',
      },
      {
        title: 'Kuinka usein ja kuinka pitkään?',
        text: 'Vikataajuudet ja korjausajat muuttavat puun odotettavissa oleviksi seisokkitunneiksi vuodessa, epävarmuuden vaihteluväli näkyvissä.',
      },
      {
        title: 'Minkä osan pitäisi olla hyllyssä?',
        text: 'Järjestä varaosat sen mukaan, montako seisokkituntia kukin säästää ja mitä sen pitäminen varastossa maksaa.',
      },
    ],
    more: 'Lisää vikapuista: Wikipedia, englanniksi',
    stepsHeading: 'Ensimmäisestä viasta kunnossapitosuunnitelmaan',
    steps: [
      { title: 'Kuvaa', text: 'Tuo laiteluettelo kunnossapitojärjestelmästä tai aloita tyhjältä pöydältä.' },
      { title: 'Laske', text: 'Aja simulointi omalla koneellasi. Mallisi ei lähde siitä minnekään.' },
      {
        title: 'Päätä',
        text: 'Vertaa kahta kunnossapitosuunnitelmaa rinnakkain ja anna raportti päättäjille.',
      },
    ],
    filmHeading: 'Vikapuu kahdessa minuutissa',
    film: 'Filmin näyttää meille toinen yritys. Se ladataan vasta, kun annat siihen luvan.',
    behindHeading: 'Tämä sivusto näyttää molemmat puolet',
    behind:
      'Vastaa evästekysymykseen täällä ja pidä toista sivua auki vieressä: siitä näet heti, mitä Google saa ja mitä yritys tallentaa.',
    toBehind: 'Katso kulissien taakse',
  },
  shop: {
    title: 'Lisenssit',
    description:
      'Vikapuun lisenssit yhdelle insinöörille, tiimille tai laitokselle sekä kahden päivän kurssi.',
    lead: 'Kaikissa lisensseissä ovat kaikki toiminnot. Ero on siinä, kuinka moni voi käyttää Vikapuuta yhtä aikaa.',
    products: {
      solo: {
        title: 'Vikapuu Solo',
        text: 'Yhdelle nimetylle insinöörille, kahdelle koneelle.',
        per: 'vuosi',
      },
      team: {
        title: 'Vikapuu Tiimi',
        text: 'Viisi käyttäjää yhtä aikaa, koneita rajattomasti.',
        per: 'vuosi',
      },
      plant: {
        title: 'Vikapuu Laitos',
        text: 'Kaikille samassa toimipaikassa, mukana yhteinen osakirjasto.',
        per: 'vuosi',
      },
      course: {
        title: 'Vikapuut kahdessa päivässä',
        text: 'Kurssi Tampereella tai verkossa, enintään kuusi osallistujaa.',
        per: 'henkilö',
      },
    },
    search: 'Hae lisensseistä',
    searchButton: 'Hae',
    nothingFound: 'Hakuusi ei löytynyt mitään.',
    showAll: 'Näytä kaikki lisenssit',
    priceListName: 'hinnasto',
    priceList: 'Hinnasto (PDF)',
    add: 'Lisää tilaukseen',
    order: 'Tilauksesi',
    empty: 'Vielä tyhjä.',
    remove: 'Poista yksi',
    total: 'Yhteensä',
    tax: 'Hinnat ilman arvonlisäveroa.',
    send: 'Lähetä tilaus',
    sent: 'Kiitos! Oikeassa kaupassa tilauksesi olisi nyt matkalla. Täällä mitään ei ostettu eikä mitään jäänyt talteen.',
    added: 'Lisätty tilaukseen:',
    needsScript: 'Tilaaminen tarvitsee JavaScriptiä. Voit myös kirjoittaa meille.',
  },
  register: {
    title: 'Rekisteröidy',
    description: 'Rekisteröidy ja saat Vikapuun kokeilulisenssin 30 päiväksi.',
    lead: 'Teemme sinulle käyttäjätilin ja kokeilulisenssin 30 päiväksi. Se päättyy itsestään.',
    whatHappens: 'Mitä tiedoillesi tapahtuu',
    points: [
      'Ne tallennetaan asiakas- ja markkinointirekisteriimme tilin tekemistä ja palveluasi varten.',
      'Rekisteröityminen ei lisää sinua postituslistalle. Sitä kysytään erikseen.',
      'Jos olet sallinut kävijätilastot, käyntisi tällä selaimella liitetään sinuun tästä eteenpäin. Jos et ole, selaamisestasi ei liitetä sinuun mitään.',
    ],
    statement: 'Lisää tietosuojaselosteessa',
    labels: { name: 'Nimi', email: 'Sähköposti', company: 'Yritys', position: 'Asema', phone: 'Puhelin' },
    optional: '(vapaaehtoinen)',
    send: 'Rekisteröidy',
    sending: 'Lähetetään…',
    done: 'Olet rekisteröitynyt. Kiitos!',
    tied: 'Olet sallinut kävijätilastot, joten käyntisi tällä selaimella liitetään sinuun tästä eteenpäin. Voit lopettaa sen milloin tahansa yksityisyysvalinnoista.',
    notTied: 'Et ole sallinut kävijätilastoja, joten selaamisestasi ei ole liitetty sinuun mitään.',
    tieFailed:
      'Tätä selainta ei voitu nyt liittää sinuun, joten selaamisestasi ei ole liitetty sinuun mitään.',
    invalid: 'Tarkista merkityt kentät.',
    refused: 'Rekisterimme ei hyväksynyt tietoja. Tarkista ne tai kirjoita meille.',
    unreachable:
      'Rekisterimme ei vastaa juuri nyt, joten et ole vielä rekisteröitynyt. Kirjoittamasi on tallella lomakkeessa: yritä hetken päästä uudelleen.',
    needsScript: 'Rekisteröityminen tarvitsee JavaScriptiä. Voit myös kirjoittaa meille.',
  },
  privacy: {
    title: 'Tietosuojaseloste',
    description:
      'Mitä henkilötietoja Juurisyy säilyttää, miksi ja kuinka kauan, ja mitä oikeuksia sinulla on.',
    contents: 'Sisällys',
    version: 'Versio',
    effective: 'Voimassa alkaen',
  },
  missing: { title: 'Sivua ei ole', text: 'Tässä osoitteessa ei ole sivua.', home: 'Siirry etusivulle' },
};
