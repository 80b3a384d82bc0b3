/** The words of the page on which a member of staff chooses a password and an authenticator app. */

export interface EnrolWords {
  language: string;
  title: string;
  lead: string;
  token: string;
  password: string;
  next: string;
  /** The second step: the authenticator app. */
  app: string;
  appLead: string;
  open: string;
  secret: string;
  code: string;
  commits: string;
  finish: string;
  done: string;
  doneWhat: (controller: number) => string;
  /** What is wrong, by the member that is. */
  wrong: string;
  wrongs: Readonly<Record<'token' | 'password' | 'code', string>>;
  commitFirst: string;
  again: string;
}

const en: EnrolWords = {
  language: 'en',
  title: 'Your way in',
  lead: 'An administrator has given you a token. With it you choose a password and connect an authenticator app on your telephone. The token works once, for a day.',
  token: 'Token',
  password: 'New password, at least 12 characters: a few words are easily remembered',
  next: 'Go on',
  app: 'Your authenticator app',
  appLead:
    'Add an account to your authenticator app by this link, if the app is on this device, or by typing the key into it. Then write here the six digits that it shows. Nothing holds before that.',
  open: 'Open in the app',
  secret: 'Key',
  code: 'Code that the app shows',
  commits: 'I commit myself to confidentiality about all personal data that I see here.',
  finish: 'Finish',
  done: 'You can sign in',
  doneWhat: (controller) =>
    `Your password and your app hold from now on; what signed you in before has ended. You are staff of controller ${controller}. You can close this page.`,
  wrong: 'Not yet',
  wrongs: {
    token: 'This token has been used, or is older than a day: ask your administrator for another.',
    password: 'A password has 12 to 256 characters, and no control characters.',
    code: 'This is not what the app shows now: wait for the next code, and see that the telephone’s clock is right.',
  },
  commitFirst: 'You are the first administrator here: without the commitment nobody could act. Tick it.',
  again: 'Begin again',
};

const fi: EnrolWords = {
  language: 'fi',
  title: 'Tiesi sisään',
  lead: 'Pääkäyttäjä on antanut sinulle tunnisteen. Sillä valitset salasanan ja yhdistät puhelimesi todennussovelluksen. Tunniste toimii kerran, vuorokauden ajan.',
  token: 'Tunniste',
  password: 'Uusi salasana, vähintään 12 merkkiä: muutama sana on helppo muistaa',
  next: 'Jatka',
  app: 'Todennussovelluksesi',
  appLead:
    'Lisää tili todennussovellukseen tällä linkillä, jos sovellus on tässä laitteessa, tai kirjoittamalla avain siihen. Kirjoita sitten tähän sovelluksen näyttämät kuusi numeroa. Mikään ei ole voimassa ennen sitä.',
  open: 'Avaa sovelluksessa',
  secret: 'Avain',
  code: 'Sovelluksen näyttämä koodi',
  commits: 'Sitoudun pitämään salassa kaikki täällä näkemäni henkilötiedot.',
  finish: 'Valmis',
  done: 'Voit kirjautua sisään',
  doneWhat: (controller) =>
    `Salasanasi ja sovelluksesi ovat voimassa tästä lähtien; aiemmat kirjautumiset ovat päättyneet. Kuulut rekisterinpitäjän ${controller} henkilöstöön. Voit sulkea sivun.`,
  wrong: 'Ei vielä',
  wrongs: {
    token: 'Tunniste on jo käytetty tai yli vuorokauden vanha: pyydä pääkäyttäjältä uusi.',
    password: 'Salasanassa on 12–256 merkkiä eikä ohjausmerkkejä.',
    code: 'Sovellus ei näytä nyt tätä koodia: odota seuraavaa ja tarkista, että puhelimen kello on oikeassa.',
  },
  commitFirst: 'Olet täällä ensimmäinen pääkäyttäjä: ilman sitoumusta kukaan ei voisi toimia. Rastita se.',
  again: 'Aloita alusta',
};

const sv: EnrolWords = {
  language: 'sv',
  title: 'Din väg in',
  lead: 'En administratör har gett dig en kod. Med den väljer du ett lösenord och ansluter en autentiseringsapp i din telefon. Koden fungerar en gång, i ett dygn.',
  token: 'Kod från administratören',
  password: 'Nytt lösenord, minst 12 tecken: några ord är lätta att minnas',
  next: 'Fortsätt',
  app: 'Din autentiseringsapp',
  appLead:
    'Lägg till ett konto i autentiseringsappen med den här länken, om appen finns på den här enheten, eller genom att skriva in nyckeln. Skriv sedan här de sex siffror som appen visar. Ingenting gäller före det.',
  open: 'Öppna i appen',
  secret: 'Nyckel',
  code: 'Koden som appen visar',
  commits: 'Jag förbinder mig att hemlighålla alla personuppgifter som jag ser här.',
  finish: 'Klar',
  done: 'Du kan logga in',
  doneWhat: (controller) =>
    `Ditt lösenord och din app gäller från och med nu; tidigare inloggningar har avslutats. Du hör till personalen hos personuppgiftsansvarig ${controller}. Du kan stänga sidan.`,
  wrong: 'Inte ännu',
  wrongs: {
    token: 'Koden har redan använts eller är äldre än ett dygn: be administratören om en ny.',
    password: 'Ett lösenord har 12 till 256 tecken och inga styrtecken.',
    code: 'Appen visar inte den koden nu: vänta på nästa och se till att telefonens klocka går rätt.',
  },
  commitFirst: 'Du är den första administratören här: utan förbindelsen kunde ingen agera. Kryssa för den.',
  again: 'Börja om',
};

const spoken: Readonly<Record<string, EnrolWords>> = { en, fi, sv };

/** In the language that a browser asks for first, of those that the page speaks; English otherwise. */
export const enrolWords = (language: string | undefined): EnrolWords =>
  (language !== undefined && Object.hasOwn(spoken, language) && spoken[language]) || en;
