/** What the statement says of the measuring by Google, which the demo does in two ways. */
import { demoSites, type GoogleMode } from '../../settings.ts';
import type { Language } from '../languages.ts';

/** The part of a statement that differs between the ways. */
export interface Measured {
  /** The site's public id: names in the browser's storage begin with it. */
  site: string;
  /** Rows of what is stored in the browser. */
  cookies: readonly string[];
  sends: string;
  ends: string;
}

const all: Record<Language, Record<GoogleMode, Omit<Measured, 'site'>>> = {
  fi: {
    tag: {
      cookies: [
        '_ga (eväste) | Google Ireland Limited | Satunnaisluku, jolla Google Analytics erottaa selaimet toisistaan | 12 kuukautta | Jos sallit kävijätilastot',
        '_ga_… (eväste) | Google Ireland Limited | Milloin käynti alkoi ja monesko se on | 12 kuukautta | Jos sallit kävijätilastot',
      ],
      sends:
        'Jos sallit kävijätilastot, selaimesi hakee Googlen ohjelman Googlelta ja lähettää sinne mittaustietoja: sivu, sivu jolta tulit, näytön koko, kieli, selain ja tilaukseen lisätyt tuotteet. Kuten kaikki internetin pyynnöt, ne näyttävät Googlelle IP-osoitteesi. Googlen mukaan Google Analytics 4 käyttää osoitetta vain karkean sijainnin päättelyyn eikä tallenna sitä. Emme voi tarkistaa sitä, eikä entisellä IP-osoitteen anonymisoinnin asetuksella ole enää vaikutusta. Itse lyhennämme osoitteen ennen kuin tallennamme mitään.',
      ends: 'Kun perut suostumuksen, mitään ei enää lähetetä, ei edes sitä, minkä Googlen ohjelma on jo pannut jonoon, ja sen evästeet poistetaan. Ennen perumista tehty pysyy laillisena.',
    },
    relay: {
      cookies: [
        'lupa:demo-relay:session (paikallinen tallennustila) | Juurisyy Oy | Milloin käynti alkoi ja milloin sitä viimeksi mitattiin, jotta käynti lasketaan kerran | Kunnes perut suostumuksesi | Jos sallit kävijätilastot',
      ],
      sends:
        'Jos sallit kävijätilastot, sivusto kertoo omalle palvelimellemme, mitä sivuja avaat ja kuinka kauan luet niitä, miltä sivustolta tulit, kuinka pitkälle vierität, mitä linkkejä muille sivustoille ja mitä tiedostoja avaat, mitä haet ja mitä lisäät tilaukseen. Palvelimemme poistaa niistä IP-osoitteesi, evästeet, osoitteiden kyselyt ja kaiken, mikä näyttää sähköpostiosoitteelta, puhelinnumerolta tai henkilötunnukselta, vaihtaa tunnisteesi toiseen, joka muuttuu 30 päivän välein, ja lähettää loput Googlelle. Selaimesi ei itse hae tätä varten Googlelta mitään eikä lähetä sinne mitään, joten Google ei näe IP-osoitettasi. Nämäkin ovat tietoja sinusta, ja siksi kysymme luvan.',
      ends: 'Kun perut suostumuksen, mitään ei enää lähetetä, ei edes sitä, mikä odottaa palvelimellamme. Ennen perumista tehty pysyy laillisena.',
    },
  },
  sv: {
    tag: {
      cookies: [
        '_ga (kaka) | Google Ireland Limited | Ett slumptal som Google Analytics skiljer webbläsare åt med | 12 månader | Om du tillåter besöksstatistik',
        '_ga_… (kaka) | Google Ireland Limited | När besöket började och vilket i ordningen det är | 12 månader | Om du tillåter besöksstatistik',
      ],
      sends:
        'Om du tillåter besöksstatistik hämtar din webbläsare Googles program från Google och skickar mätuppgifter dit: sidan, sidan du kom från, skärmens storlek, språk, webbläsare och produkter som läggs till i en beställning. Som alla förfrågningar på internet visar de din IP-adress för Google. Enligt Google använder Google Analytics 4 adressen bara för att härleda en ungefärlig plats och sparar den inte. Det kan vi inte kontrollera, och den gamla inställningen för att anonymisera adressen har inte längre någon verkan. Själva förkortar vi adressen innan vi sparar något.',
      ends: 'När du återkallar samtycket skickas ingenting mer, inte ens det som Googles program redan har ställt i kö, och dess kakor tas bort. Det som gjordes tidigare förblir lagligt.',
    },
    relay: {
      cookies: [
        'lupa:demo-relay:session (lokal lagring) | Juurisyy Oy | När besöket började och senast mättes, så att ett besök räknas en gång | Tills du återkallar ditt samtycke | Om du tillåter besöksstatistik',
      ],
      sends:
        'Om du tillåter besöksstatistik berättar webbplatsen för vår egen server vilka sidor du öppnar och hur länge du läser dem, vilken webbplats du kom från, hur långt du rullar, vilka länkar till andra webbplatser och vilka filer du öppnar, vad du söker och vad du lägger till i en beställning. Vår server tar bort din IP-adress, kakor, frågedelen i adresser och allt som ser ut som en e-postadress, ett telefonnummer eller en personbeteckning, byter din identifierare mot en annan som ändras var 30:e dag, och skickar resten till Google. Din webbläsare hämtar själv ingenting från Google för detta och skickar ingenting dit, så Google ser inte din IP-adress. Även detta är uppgifter om dig, och därför frågar vi.',
      ends: 'När du återkallar samtycket skickas ingenting mer, inte ens det som väntar på vår server. Det som gjordes tidigare förblir lagligt.',
    },
  },
  en: {
    tag: {
      cookies: [
        '_ga (cookie) | Google Ireland Limited | A random number by which Google Analytics tells browsers apart | 12 months | If you allow visit statistics',
        '_ga_… (cookie) | Google Ireland Limited | When the visit began and how many there have been | 12 months | If you allow visit statistics',
      ],
      sends:
        'If you allow visit statistics, your browser fetches Google’s program from Google and sends measurements there: the page, the page you came from, screen size, language, browser, and products added to an order. Like every request on the internet they show Google your IP address. Google says that Google Analytics 4 uses the address only to work out a rough location and does not store it. We cannot check that, and the old setting for making addresses anonymous has no effect any more. We ourselves shorten the address before we store anything.',
      ends: 'When you take consent back, nothing more is sent, not even what Google’s program had already queued, and its cookies are removed. What was done before remains lawful.',
    },
    relay: {
      cookies: [
        'lupa:demo-relay:session (local storage) | Juurisyy Oy | When the visit began and was last measured, so that a visit is counted once | Until you take your consent back | If you allow visit statistics',
      ],
      sends:
        'If you allow visit statistics, this site tells our own server which pages you open and how long you read them, the site you came from, how far you scroll, links to other sites and files that you press, what you search for, and products added to an order. Our server takes your IP address, cookies, queries of addresses and whatever looks like an e-mail address, a telephone number or a personal identity code away, puts an identifier that changes every 30 days in the place of yours, and sends the rest on to Google. Your browser itself fetches nothing from Google for this and sends it nothing, so Google does not see your IP address. It is still information about you, and that is why we ask.',
      ends: 'When you take consent back, nothing more is sent, not even what waits at our server. What was done before remains lawful.',
    },
  },
};

export const measuredIn = (language: Language, mode: GoogleMode): Measured => ({
  ...all[language][mode],
  site: demoSites[mode],
});
