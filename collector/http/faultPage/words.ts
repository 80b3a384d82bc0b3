/** What a page of ours says where a request of a browser is refused, in a visitor's language: what to do, not what went wrong within. */

/** What a visitor can do about it. */
export type FaultKind =
  | 'foreign'
  | 'refused'
  | 'signIn'
  | 'conflict'
  | 'tooLarge'
  | 'unreadable'
  | 'tooMany'
  | 'notHere'
  | 'later';

export interface FaultWords {
  language: string;
  pages: Readonly<Record<FaultKind, readonly [title: string, text: string]>>;
  /** `seconds`: as Retry-After says. */
  wait(seconds: number): string;
  form: string;
  contact: string;
  signedIn: { title: string; text: string; token: string; until(time: string): string };
}

const inMinutes = (seconds: number): number => Math.ceil(seconds / 60);

const en: FaultWords = {
  language: 'en',
  pages: {
    foreign: [
      'This could not be sent from here',
      'It came from a page that we do not know. Nothing was kept. Open the company’s own site and send it from there.',
    ],
    refused: ['This may not be done', 'It was refused, and nothing was kept. Go back and begin again.'],
    signIn: [
      'You are not signed in',
      'Begin again, in the same browser and within ten minutes. If that does not help, ask your administrator.',
    ],
    conflict: [
      'This was done already, or has changed',
      'It may have been sent before. Nothing more was done. Open the first page again and look how things stand.',
    ],
    tooLarge: ['What you sent is too long', 'Nothing was kept. Go back, shorten the text and send it again.'],
    unreadable: [
      'What was sent could not be read',
      'Nothing was kept. Go back, load the page again and send it anew.',
    ],
    tooMany: [
      'Try again in a moment',
      'Too much is asked of us just now. Nothing of what you sent was kept.',
    ],
    notHere: ['There is nothing here', 'Look whether the address is whole. A link may be too old.'],
    later: [
      'This does not work just now',
      'The fault is ours, and nothing was kept. Go back and send it again in a few minutes.',
    ],
  },
  wait: (seconds) =>
    seconds < 60
      ? 'Go back and send it again in a minute.'
      : `Go back and send it again in ${inMinutes(seconds)} minute${inMinutes(seconds) === 1 ? '' : 's'}.`,
  form: 'Open the form',
  contact: 'You may also write to us',
  signedIn: {
    title: 'You are signed in',
    text: 'Copy this token into the program that you work with. Show it to nobody. Then close this page.',
    token: 'Token',
    until: (time) => `It holds until ${time}.`,
  },
};

const fi: FaultWords = {
  language: 'fi',
  pages: {
    foreign: [
      'Lähettäminen ei onnistu tältä sivulta',
      'Lomake tuli sivulta, jota emme tunne. Mitään ei tallennettu. Avaa yrityksen oma sivusto ja lähetä lomake sieltä.',
    ],
    refused: [
      'Tätä ei voi tehdä',
      'Pyyntö hylättiin, eikä mitään tallennettu. Palaa takaisin ja aloita alusta.',
    ],
    signIn: [
      'Kirjautuminen ei onnistunut',
      'Aloita uudelleen samassa selaimessa ja kymmenen minuutin kuluessa. Jos se ei auta, kysy pääkäyttäjältäsi.',
    ],
    conflict: [
      'Tämä on jo tehty tai muuttunut',
      'Ehkä lähetit tämän jo aiemmin. Mitään uutta ei tehty. Avaa ensimmäinen sivu uudelleen ja katso tilanne.',
    ],
    tooLarge: [
      'Lähettämäsi teksti on liian pitkä',
      'Mitään ei tallennettu. Palaa takaisin, lyhennä tekstiä ja lähetä se uudelleen.',
    ],
    unreadable: [
      'Lähetystä ei voitu lukea',
      'Mitään ei tallennettu. Palaa takaisin, lataa sivu uudelleen ja lähetä uudestaan.',
    ],
    tooMany: [
      'Yritä hetken kuluttua uudelleen',
      'Meille tulee juuri nyt liikaa pyyntöjä. Mitään lähettämääsi ei tallennettu.',
    ],
    notHere: ['Täällä ei ole mitään', 'Tarkista, että osoite on kokonainen. Linkki voi olla vanhentunut.'],
    later: [
      'Tämä ei onnistu juuri nyt',
      'Vika on meillä, eikä mitään tallennettu. Palaa takaisin ja lähetä uudelleen muutaman minuutin kuluttua.',
    ],
  },
  wait: (seconds) =>
    seconds < 60 || inMinutes(seconds) === 1
      ? 'Palaa takaisin ja lähetä uudelleen minuutin kuluttua.'
      : `Palaa takaisin ja lähetä uudelleen ${inMinutes(seconds)} minuutin kuluttua.`,
  form: 'Avaa lomake',
  contact: 'Voit myös kirjoittaa meille',
  signedIn: {
    title: 'Olet kirjautunut sisään',
    text: 'Kopioi tämä tunniste ohjelmaan, jolla työskentelet. Älä näytä sitä kenellekään. Sulje sitten sivu.',
    token: 'Tunniste',
    until: (time) => `Voimassaolo päättyy: ${time}.`,
  },
};

const sv: FaultWords = {
  language: 'sv',
  pages: {
    foreign: [
      'Det går inte att skicka härifrån',
      'Formuläret kom från en sida som vi inte känner till. Ingenting har sparats. Öppna företagets egen webbplats och skicka det därifrån.',
    ],
    refused: [
      'Det här går inte att göra',
      'Det avvisades och ingenting har sparats. Gå tillbaka och börja om.',
    ],
    signIn: [
      'Inloggningen lyckades inte',
      'Börja om i samma webbläsare och inom tio minuter. Om det inte hjälper, fråga din administratör.',
    ],
    conflict: [
      'Det här är redan gjort eller har ändrats',
      'Du kan ha skickat det tidigare. Inget mer har gjorts. Öppna den första sidan på nytt och se hur det står till.',
    ],
    tooLarge: [
      'Texten som du skickade är för lång',
      'Ingenting har sparats. Gå tillbaka, korta texten och skicka den på nytt.',
    ],
    unreadable: [
      'Det som skickades gick inte att läsa',
      'Ingenting har sparats. Gå tillbaka, ladda om sidan och skicka på nytt.',
    ],
    tooMany: [
      'Försök igen om en stund',
      'Just nu kommer det för många begäranden. Inget av det du skickade har sparats.',
    ],
    notHere: ['Här finns ingenting', 'Kontrollera att adressen är hel. En länk kan vara för gammal.'],
    later: [
      'Det här fungerar inte just nu',
      'Felet är vårt och ingenting har sparats. Gå tillbaka och skicka på nytt om några minuter.',
    ],
  },
  wait: (seconds) =>
    seconds < 60 || inMinutes(seconds) === 1
      ? 'Gå tillbaka och skicka på nytt om en minut.'
      : `Gå tillbaka och skicka på nytt om ${inMinutes(seconds)} minuter.`,
  form: 'Öppna formuläret',
  contact: 'Du kan också skriva till oss',
  signedIn: {
    title: 'Du är inloggad',
    text: 'Kopiera den här koden till programmet som du arbetar med. Visa den inte för någon. Stäng sedan sidan.',
    token: 'Kod',
    until: (time) => `Den gäller till: ${time}.`,
  },
};

const spoken: Readonly<Record<string, FaultWords>> = { en, fi, sv };

/** In the first of these languages that the pages speak; English otherwise. */
export const faultWords = (...languages: readonly (string | undefined)[]): FaultWords => {
  const tag = languages
    .map((one) => (one ?? '').toLowerCase().split('-')[0] ?? '')
    .find((one) => Object.hasOwn(spoken, one));
  return (tag !== undefined && spoken[tag]) || en;
};
