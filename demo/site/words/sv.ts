/** Swedish. */
import type { Words } from './words.ts';

export const sv: Words = {
  languageNames: { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' },
  skip: 'Gå till innehållet',
  navigation: 'Sidor',
  languageChoice: 'Språk',
  nav: {
    shop: 'Licenser',
    register: 'Registrera dig',
    privacy: 'Dataskyddsbeskrivning',
    behind: 'Bakom kulisserna',
  },
  businessId: 'FO-nummer',
  fiction:
    'Juurisyy är finska för grundorsak. Företaget och produkten är påhittade: webbplatsen visar hur Lupa fungerar och säljer ingenting.',
  measured: {
    tag: {
      how: 'Den här webbplatsen mäts av Googles eget program, om du tillåter det.',
      other: 'Samma webbplats, mätt via vår egen server',
    },
    relay: {
      how: 'Den här webbplatsen mäts via vår egen server, om du tillåter det: Google får inte din IP-adress.',
      other: 'Samma webbplats, mätt av Googles program',
    },
  },
  home: {
    title: 'Tillförlitlighetsanalys för ingenjörer',
    description:
      'Vikapuu är ett program för tillförlitlighetsanalys: felträd, tillgänglighet och reservdelar i samma modell.',
    heading: 'Vet vad som går sönder, innan det händer.',
    lead: 'Vikapuu är ett program för ingenjörer som ansvarar för maskiner, anläggningar och elnät. Felträd, tillgänglighet och reservdelar finns i samma modell, och varje siffra kan spåras till sin källa.',
    toShop: 'Se licenserna',
    toRegister: 'Prova i 30 dagar',
    picture: 'Ett felträd: pumpen stannar när strömmen bryts eller när båda dess tätningar läcker.',
    featuresHeading: 'En modell, svar på tre frågor',
    features: [
      {
        title: 'Varför skulle det stanna?',
        text: 'Rita felträdet från topphändelsen nedåt. Vikapuu hittar de minsta kombinationerna av fel som stoppar hela systemet.',
      },
      {
        title: 'Hur ofta, och hur länge?',
        text: 'Felfrekvenser och reparationstider gör trädet till väntade stilleståndstimmar per år, med osäkerheten synlig.',
      },
      {
        title: 'Vilken del borde finnas på hyllan?',
        text: 'Ordna reservdelarna efter hur många stilleståndstimmar var och en sparar och vad det kostar att ha den i lager.',
      },
    ],
    more: 'Mer om felträd: Wikipedia, på engelska',
    stepsHeading: 'Från det första felet till en underhållsplan',
    steps: [
      {
        title: 'Beskriv',
        text: 'Hämta utrustningslistan från underhållssystemet eller börja från ett tomt blad.',
      },
      { title: 'Beräkna', text: 'Kör simuleringen på din egen dator. Din modell lämnar den aldrig.' },
      {
        title: 'Besluta',
        text: 'Jämför två underhållsplaner sida vid sida och ge rapporten till dem som beslutar.',
      },
    ],
    filmHeading: 'Vikapuu på två minuter',
    film: 'Filmen visas av ett annat företag. Den hämtas först när du tillåter det.',
    behindHeading: 'Den här webbplatsen visar båda sidorna',
    behind:
      'Svara på frågan om kakor här och håll en annan sida öppen bredvid: där ser du genast vad Google får och vad företaget sparar.',
    toBehind: 'Titta bakom kulisserna',
  },
  shop: {
    title: 'Licenser',
    description: 'Vikapuus licenser för en ingenjör, ett team eller en anläggning, och en kurs på två dagar.',
    lead: 'Alla licenser har alla funktioner. Skillnaden är hur många som kan använda Vikapuu samtidigt.',
    products: {
      solo: { title: 'Vikapuu Solo', text: 'För en namngiven ingenjör, på två datorer.', per: 'år' },
      team: { title: 'Vikapuu Team', text: 'Fem användare samtidigt, obegränsat antal datorer.', per: 'år' },
      plant: {
        title: 'Vikapuu Anläggning',
        text: 'För alla på samma ort, med ett gemensamt delbibliotek.',
        per: 'år',
      },
      course: {
        title: 'Felträd på två dagar',
        text: 'En kurs i Tammerfors eller på nätet, högst sex deltagare.',
        per: 'person',
      },
    },
    search: 'Sök bland licenserna',
    searchButton: 'Sök',
    nothingFound: 'Ingenting motsvarar din sökning.',
    showAll: 'Visa alla licenser',
    priceListName: 'prislista',
    priceList: 'Prislista (PDF)',
    add: 'Lägg till i beställningen',
    order: 'Din beställning',
    empty: 'Ännu ingenting.',
    remove: 'Ta bort en',
    total: 'Totalt',
    tax: 'Priser utan mervärdesskatt.',
    send: 'Skicka beställningen',
    sent: 'Tack! I en riktig butik skulle din beställning nu vara på väg. Här köptes ingenting och ingenting sparades.',
    added: 'Tillagt i beställningen:',
    needsScript: 'Beställning kräver JavaScript. Du kan också skriva till oss.',
  },
  register: {
    title: 'Registrera dig',
    description: 'Registrera dig för en provlicens på Vikapuu i 30 dagar.',
    lead: 'Vi skapar ett användarkonto och en provlicens på 30 dagar åt dig. Den upphör av sig själv.',
    whatHappens: 'Vad som händer med dina uppgifter',
    points: [
      'De sparas i vårt kund- och marknadsföringsregister för att skapa kontot och betjäna dig.',
      'Registreringen sätter dig inte på någon sändlista. Det frågas särskilt.',
      'Om du har tillåtit besöksstatistik kopplas dina besök i den här webbläsaren till dig från och med nu. Om du inte har det kopplas ingenting om ditt surfande till dig.',
    ],
    statement: 'Mer i dataskyddsbeskrivningen',
    labels: { name: 'Namn', email: 'E-post', company: 'Företag', position: 'Befattning', phone: 'Telefon' },
    optional: '(frivilligt)',
    send: 'Registrera dig',
    sending: 'Skickar…',
    done: 'Du är registrerad. Tack!',
    tied: 'Du har tillåtit besöksstatistik, så besök i den här webbläsaren kopplas till dig från och med nu. Du kan avsluta det när som helst i integritetsvalen.',
    notTied: 'Du har inte tillåtit besöksstatistik, så ingenting om ditt surfande är kopplat till dig.',
    tieFailed:
      'Den här webbläsaren kunde inte kopplas till dig just nu, så ingenting om ditt surfande är kopplat till dig.',
    invalid: 'Kontrollera de markerade fälten.',
    refused: 'Vårt register godtog inte uppgifterna. Kontrollera dem eller skriv till oss.',
    unreachable:
      'Vårt register svarar inte just nu, så du är ännu inte registrerad. Det du skrev finns kvar i formuläret: försök igen om en stund.',
    needsScript: 'Registreringen kräver JavaScript. Du kan också skriva till oss.',
  },
  privacy: {
    title: 'Dataskyddsbeskrivning',
    description: 'Vilka personuppgifter Juurisyy sparar, varför och hur länge, och vilka rättigheter du har.',
    contents: 'Innehåll',
    version: 'Version',
    effective: 'Gäller från',
  },
  missing: {
    title: 'Sidan finns inte',
    text: 'Det finns ingen sida på den här adressen.',
    home: 'Gå till startsidan',
  },
};
