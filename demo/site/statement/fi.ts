/** The privacy statement in Finnish. */
import { company } from '../../company.ts';
import type { Measured } from './measured.ts';
import type { Statement } from './statement.ts';

export const fi = (google: Measured): Statement => ({
  lead: 'Tästä selosteesta näet, mitä henkilötietoja pidämme asiakas- ja markkinointirekisterissämme, miksi ja kuinka kauan, ja miten saat ne nähdä, oikaista tai poistaa. Seloste on myös osa asiakassopimuksiamme.',
  sections: [
    {
      id: 'controller',
      title: 'Kuka vastaa tiedoista',
      body: [
        `Rekisterinpitäjä on ${company.name} (Y-tunnus ${company.businessId}), ${company.street}, ${company.city}. Kaikissa henkilötietoja koskevissa asioissa kirjoita osoitteeseen ${company.email} tai postiosoitteeseemme; viesti ohjataan tietosuojan yhteyshenkilöllemme.`,
        'Rekisterin nimi on asiakas- ja markkinointirekisteri. Me päätämme, miksi ja miten käsitellään tämän sivuston kävijöiden, täällä rekisteröityneiden ja itse tavoittelemiemme henkilöiden tietoja.',
        'Kukin asiakasyritys on itse rekisterinpitäjä palvelujamme käyttävien omien henkilöidensä osalta. Silloin käsittelemme tietoja asiakkaan lukuun ja vain sen ohjeiden mukaan, eikä asiakas koskaan näe toisen asiakkaan tietoja.',
      ],
    },
    {
      id: 'purposes',
      title: 'Mihin käytämme henkilötietoja ja millä perusteella',
      body: [
        {
          table: {
            caption: 'Käyttötarkoitukset ja oikeusperusteet',
            head: 'Tarkoitus | Peruste tietosuoja-asetuksessa',
            rows: [
              'Asiakassuhteen hoitaminen ja sopimuksen mukaisten palvelujen tuottaminen | Sopimus, 6(1)(b)',
              'Asiakaspalvelu ja viestit palvelusta, kuten viasta tai tietoturvaloukkauksesta | Sopimus, 6(1)(b)',
              'Asiakkaiden ja rekisteröityneiden tunnistaminen, myös pyyntöä tehtäessä | Sopimus, 6(1)(b); lakisääteinen velvoite, 6(1)(c)',
              'Lisenssit ja niiden väärinkäytön ehkäisy | Sopimus, 6(1)(b); oikeutettu etumme estää luvaton kopiointi, 6(1)(f)',
              'Uusien asiakkaiden hankinta ja myynti yrityksille puhelimitse tai postitse | Oikeutettu etumme myydä tuotettamme, 6(1)(f). Voit vastustaa tätä milloin tahansa.',
              'Markkinointi sähköpostilla tai tekstiviestillä | Suostumuksesi, 6(1)(a). Sitä kysytään erikseen, ei evästekysymyksellä.',
              'Sivuston kävijätilastot Google Analyticsilla ja omin voimin | Suostumuksesi, 6(1)(a), ja sähköisen viestinnän palveluista annetun lain (917/2014) 205 §',
              'Mainostemme mittaus Google Adsilla | Suostumuksesi, kuten edellä',
              'Palvelun kehittäminen lukumäärillä, joista ketään ei voi tunnistaa | Oikeutettu etumme parantaa tuotetta, 6(1)(f)',
              'Kirjanpito | Lakisääteinen velvoite, 6(1)(c)',
            ],
          },
        },
        'Sivustoa voit katsella antamatta mitään tietoja. Ilman nimeä ja sähköpostiosoitetta emme voi tehdä sinulle käyttäjätiliä.',
      ],
    },
    {
      id: 'contents',
      title: 'Mitä rekisterissä on',
      body: [
        {
          list: [
            'Yhteystiedot: nimi, yritys, asema yrityksessä, puhelinnumero, sähköpostiosoite, työnantajan postiosoite.',
            'Käyttäjätili: käyttäjätunnus ja salasana. Salasanasta säilytetään vain hidas suolattu tiiviste, josta sitä ei voi lukea.',
            'Asiakassuhde: milloin se alkoi ja päättyi, antamasi palaute, yhteydenottoluvat ja -kiellot.',
            'Lisenssit: mitä niistä käytät, milloin ja monellako koneella, sekä merkit väärinkäytöstä.',
            'Ostot: tilaukset, laskut ja maksut. Palvelun lokit: milloin käytit palvelua.',
            'Käynnit tällä sivustolla, vain jos sallit kävijätilastot: selain ja sen pääversio, käyttöjärjestelmä, laitteen laji, ensimmäinen kieli, sivusto jolta saavuit (osoite ilman polkua), sivu, maa jos se tiedetään, ja IP-osoite, jonka loppuosa poistetaan ennen tallennusta.',
            'Vastauksesi evästekysymykseen: minkä sallit tai peruit, milloin, ja täsmälleen se teksti, jonka näit. Jos kieltäydyit kaikesta, vastaus säilytetään ilman mitään, mistä sinut voisi tunnistaa.',
          ],
        },
        'Emme kerää henkilötunnuksia emmekä erityisiä henkilötietoryhmiä. Sivustoa ei ole tarkoitettu alle 13-vuotiaille.',
      ],
    },
    {
      id: 'sources',
      title: 'Mistä tiedot saadaan',
      body: [
        {
          list: [
            'Sinulta itseltäsi: asiakassuhteen syntyessä, rekisteröityessäsi täällä ja käyttäessäsi palvelua.',
            'Työnantajaasi liittyviltä henkilöiltä, kun yritys on asiakkaamme. Silloin kerromme siitä sinulle kuukauden kuluessa.',
            'Selaimeltasi, suostumuksellasi.',
            'Muista lähteistä, kuten julkisista rekistereistä tai sosiaalisista verkostoista, vain jos olet antanut lähteelle luvan luovuttaa tiedot. Kirjaamme luvan.',
          ],
        },
        'Jokaisesta tiedosta kirjataan, mistä ja milloin se saatiin.',
      ],
    },
    {
      id: 'cookies',
      title: 'Evästeet, Google Analytics ja IP-osoitteesi',
      body: [
        'Ennen vastaustasi sivusto ei tallenna laitteellesi eikä lue siltä mitään, eikä selaimesi lähetä Googlelle mitään. Jos kieltäydyt, asia pysyy niin, ja sivusto toimii aivan samoin. Voit muuttaa vastaustasi joka sivulla alareunan painikkeesta.',
        {
          table: {
            caption: 'Mitä selaimeesi tallennetaan',
            head: 'Nimi | Kenen | Mitä varten | Kuinka kauan | Milloin',
            rows: [
              `lupa (eväste) | ${company.name} | Vastauksesi. Sama kaikilla, jotka vastasivat samoin samana päivänä: ei tunnistetta. | 12 kuukautta; kieltäytyminen puoli vuotta | Kun vastaat`,
              `lupa… (paikallinen tallennustila) | ${company.name} | Satunnainen avain, jolla sinä, eikä kukaan muu, voit osoittaa aiemman suostumuksen ja sen käynnit omiksesi; lisäksi suostumuksesi kuitti ja viimeksi lasketun käynnin aika; aika, jolloin on seuraavan kerran jotakin lähetettävää | Kunnes perut suostumuksesi | Kun sallit jotakin`,
              `lupa:${google.site}:outbox (paikallinen tallennustila) | ${company.name} | Vastaus, joka ei ole vielä tullut perille | Kunnes se on perillä; kieltäytyminen enintään vuorokauden | Jos palvelimemme ei vastannut`,
              ...google.cookies,
            ],
          },
        },
        google.sends,
        'Jos sallit mainosten mittauksen, Google Ads saa tiedon, kun avaat kaupan tai lähetät tilauksen.',
        google.ends,
        'Jos selaimesi lähettää Global Privacy Control- tai Do Not Track -merkin, kaikki vapaaehtoinen on pois päältä eikä sinulta kysytä. Jos silti itse valitset jotakin, valintasi pätee. Voit myös estää evästeet selaimesta: sivusto toimii, ja pidämme sitä kieltäytymisenä.',
      ],
    },
    {
      id: 'retention',
      title: 'Kuinka kauan tietoja säilytetään',
      body: [
        'Niin kauan kuin asiakassuhde edellyttää. Sen jälkeen tiedot poistetaan alla olevassa ajassa, ellei säilyttämiseen ole lakiin perustuvaa syytä.',
        {
          table: {
            caption: 'Säilytysajat',
            head: 'Tiedot | Säilytysaika',
            rows: [
              'Yhteystiedot, käyttäjätili, palaute | 12 kuukautta asiakassuhteen päättymisestä',
              'Rekisteröityminen, joka ei johtanut sopimukseen | 12 kuukautta viimeisestä yhteydenpidosta',
              'Lisenssit ja merkit väärinkäytöstä | 24 kuukautta lisenssin päättymisestä',
              'Tositteet: tilaukset, laskut, maksut | 6 vuotta sen vuoden lopusta, jona tilikausi päättyi; kirjanpitokirjat 10 vuotta (kirjanpitolaki)',
              'Palvelun lokit | 90 päivää',
              'Käynnit sivustolla | 6 kuukautta; Google Analyticsissa 2 kuukautta',
              'Todiste suostumuksesta | 24 kuukautta sen päättymisestä, jotta voimme osoittaa, että se annettiin',
              'Markkinointikielto | Niin kauan kuin markkinoimme, koodina, josta osoitettasi ei voi palauttaa',
            ],
          },
        },
      ],
    },
    {
      id: 'recipients',
      title: 'Kenelle tietoja annetaan',
      body: [
        'Yrityksemme sisällä tietoja käyttävät ne, jotka tarvitsevat niitä työssään. Yhteistyökumppanit, jotka käsittelevät tietoja puolestamme, saavat niitä vain tarpeen verran ja tietojenkäsittelysopimuksen perusteella: palvelintilan tarjoaja, sähköpostipalvelu ja tilitoimisto.',
        'Google Ireland Limited saa edellä kerrotun, jos sallit sen. Kenellekään muulle emme luovuta tietoja ilman ennalta annettua suostumustasi, ellei laki velvoita siihen.',
      ],
    },
    {
      id: 'transfers',
      title: 'Euroopan talousalueen ulkopuolelle',
      body: [
        'Rekisterimme on Suomessa. Tietoja siirretään ETA:n ulkopuolelle vain, jos pilvi- tai muun IT-palvelun tuottaja tekee sen tarpeelliseksi, ja silloin EU:n vakiosopimuslausekkeisiin perustuvalla tietojenkäsittelysopimuksella tai maahan, jonka tietosuojan komissio on todennut riittäväksi.',
        'Google Ireland Limited voi välittää mittaustietoja Yhdysvaltoihin Google LLC:lle, joka on mukana EU:n ja Yhdysvaltojen tietosuojakehyksessä (Data Privacy Framework); lisäksi voimassa ovat vakiosopimuslausekkeet. Saat suojatoimista jäljennöksen meiltä.',
      ],
    },
    {
      id: 'protection',
      title: 'Miten tiedot suojataan',
      body: [
        'Tietoja suojaavat palomuurit, salasanat ja salaus, sekä siirrettäessä että levyllä. Koneet ja paperit ovat lukituissa tiloissa. Tietoihin pääsevät vain ne, jotka tarvitsevat niitä tehtävissään; he ovat sitoutuneet kirjallisesti salassapitoon, ja jokainen henkilön tietojen katselu kirjataan syineen.',
      ],
    },
    {
      id: 'rights',
      title: 'Oikeutesi',
      body: [
        {
          list: [
            'Nähdä tietosi ja saada niistä jäljennös, mukana kaikki, mitä 15 artikla luettelee.',
            'Saada virheelliset tiedot oikaistuiksi (16 artikla).',
            'Saada tiedot poistetuiksi (17 artikla). Se, mitä laki käskee säilyttää, jää, ja kerromme, mitä ja mihin asti.',
            'Saada tietojen käyttö rajoitetuksi (18 artikla).',
            'Saada itse antamasi tiedot koneluettavina tai siirretyiksi toiselle (20 artikla).',
            'Perua mikä tahansa suostumus milloin tahansa, yhtä helposti kuin annoit sen (7 artiklan 3 kohta).',
          ],
        },
        `Kirjoita osoitteeseen ${company.email}. Vastaamme kuukaudessa ja maksutta; jos tarvitsemme enintään kaksi kuukautta lisää, kerromme syyn ensimmäisen kuukauden aikana. Lisätietoja pyydämme vain, jos emme voi olla varmoja, että pyytäjä olet sinä. Oikaisuista, poistoista ja rajoituksista kerrotaan niille, joille olemme tietojasi antaneet. Kone ei tee sinusta päätöksiä yksin, eikä sinua profiloida.`,
      ],
    },
    {
      id: 'objection',
      title: 'Oikeutesi vastustaa',
      body: [
        'Voit vastustaa suoramarkkinointia milloin tahansa ja syytä kertomatta; se loppuu heti. Voit myös omaan tilanteeseesi liittyvästä syystä vastustaa käyttöä, joka perustuu oikeutettuun etuumme (21 artikla).',
      ],
    },
    {
      id: 'complaint',
      title: 'Valitus viranomaiselle',
      body: [
        'Jos mielestäsi rikomme lakia, voit tehdä valituksen tietosuojavaltuutetulle: Tietosuojavaltuutetun toimisto, PL 800, 00531 Helsinki, tietosuoja@om.fi, www.tietosuoja.fi. Tietojen tallentamista laitteellesi ja lukemista siltä valvoo Liikenne- ja viestintävirasto Traficom.',
      ],
    },
    {
      id: 'customers',
      title: 'Mitä lupaamme asiakkaillemme',
      body: [
        'Ilmoitamme henkilötietoihin kohdistuneesta tietomurrosta tai sen yrityksestä ilman aiheetonta viivytystä niille asiakkaille, joita se koskee. Asiakkaat ja viranomaiset saavat tarkastaa, miten käsittelemme tietoja. Asiakkaan tarkastuksesta sovitaan vähintään kolme viikkoa ennen, ja voimme veloittaa työstä hinnastomme mukaan; viranomaisen tarkastus ei vaadi tätä aikaa.',
      ],
    },
    {
      id: 'changes',
      title: 'Muutokset',
      body: [
        'Voimme muuttaa tätä selostetta. Jokaisella versiolla on päiväys, jokainen säilytetään, ja muutoksesta kerrotaan asiakkaille. Kun otamme käyttöön uuden tarkoituksen, vastaanottajan tai evästeen, kysymme siihen suostumuksen uudelleen; korjatun pilkun takia ei kysytä.',
      ],
    },
  ],
});
