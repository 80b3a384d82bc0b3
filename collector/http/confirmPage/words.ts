/** The words of the page on which somebody confirms a registration, in a visitor's language. */

export interface ConfirmWords {
  language: string;
  title: string;
  /** The form was taken. */
  sent: string;
  sentWhat: (controller: string) => string;
  wrong: string;
  wrongWhat: (field: string) => string;
  /** The link was opened. */
  code: string;
  go: string;
  what: (controller: string, site: string) => string;
  fields: Readonly<Record<'email' | 'name' | 'company' | 'position' | 'phone' | 'language', string>>;
  sure: string;
  notMine: string;
  done: string;
  doneWhat: (controller: string) => string;
  gone: string;
  goneWhat: string;
  contact: string;
}

const en: ConfirmWords = {
  language: 'en',
  title: 'Confirm your registration',
  sent: 'Check your e-mail',
  sentWhat: (controller) =>
    `We have sent a message to the address that you gave. Open the link in it to confirm: only then does ${controller} keep your details. It may take a few minutes; look among junk mail as well.`,
  wrong: 'Something is not as expected',
  wrongWhat: (field) => `Go back and look at this field: ${field}.`,
  code: 'Code of the link, behind the # sign',
  go: 'Go on',
  what: (controller, site) =>
    `${controller} keeps these details when you confirm them. They were filled in on the site “${site}”.`,
  fields: {
    email: 'E-mail',
    name: 'Name',
    company: 'Company',
    position: 'Position',
    phone: 'Phone',
    language: 'Language',
  },
  sure: 'Confirm',
  notMine:
    'If this is not you, or not your doing, close this page: without a confirmation all of it is gone within 48 hours of when it was filled in.',
  done: 'Confirmed',
  doneWhat: (controller) => `You are registered with ${controller}. You can close this page.`,
  gone: 'This link holds no more',
  goneWhat: 'It was used already, or it is older than 48 hours. You can register again.',
  contact: 'Contact',
};

const fi: ConfirmWords = {
  language: 'fi',
  title: 'Vahvista rekisteröitymisesi',
  sent: 'Katso sähköpostisi',
  sentWhat: (controller) =>
    `Lähetimme viestin antamaasi osoitteeseen. Vahvista avaamalla siinä oleva linkki: vasta silloin ${controller} säilyttää tietosi. Viestin tuloon voi mennä muutama minuutti; katso myös roskapostista.`,
  wrong: 'Jokin ei ole odotetunlainen',
  wrongWhat: (field) => `Palaa takaisin ja tarkista tämä kenttä: ${field}.`,
  code: 'Linkin koodi, #-merkin jälkeen',
  go: 'Jatka',
  what: (controller, site) =>
    `${controller} säilyttää nämä tiedot, kun vahvistat ne. Ne täytettiin sivustolla ”${site}”.`,
  fields: {
    email: 'Sähköposti',
    name: 'Nimi',
    company: 'Yritys',
    position: 'Asema',
    phone: 'Puhelin',
    language: 'Kieli',
  },
  sure: 'Vahvista',
  notMine:
    'Jos tämä et ole sinä tai et ole itse rekisteröitynyt, sulje sivu: ilman vahvistusta kaikki poistuu 48 tunnin kuluessa lomakkeen täyttämisestä.',
  done: 'Vahvistettu',
  doneWhat: (controller) => `Olet nyt yrityksen ${controller} rekisterissä. Voit sulkea sivun.`,
  gone: 'Linkki ei ole enää voimassa',
  goneWhat: 'Se on jo käytetty tai yli 48 tuntia vanha. Voit rekisteröityä uudelleen.',
  contact: 'Yhteys',
};

const sv: ConfirmWords = {
  language: 'sv',
  title: 'Bekräfta din registrering',
  sent: 'Kontrollera din e-post',
  sentWhat: (controller) =>
    `Vi har skickat ett meddelande till adressen som du angav. Öppna länken i det för att bekräfta: först då sparar ${controller} dina uppgifter. Det kan ta några minuter; titta också bland skräpposten.`,
  wrong: 'Något är inte som väntat',
  wrongWhat: (field) => `Gå tillbaka och kontrollera det här fältet: ${field}.`,
  code: 'Länkens kod, efter tecknet #',
  go: 'Fortsätt',
  what: (controller, site) =>
    `${controller} sparar dessa uppgifter när du bekräftar dem. De fylldes i på webbplatsen ”${site}”.`,
  fields: {
    email: 'E-post',
    name: 'Namn',
    company: 'Företag',
    position: 'Ställning',
    phone: 'Telefon',
    language: 'Språk',
  },
  sure: 'Bekräfta',
  notMine:
    'Om detta inte är du, eller om du inte har registrerat dig, stäng sidan: utan bekräftelse försvinner allt inom 48 timmar efter att formuläret fylldes i.',
  done: 'Bekräftat',
  doneWhat: (controller) => `Du är nu registrerad hos ${controller}. Du kan stänga sidan.`,
  gone: 'Länken gäller inte längre',
  goneWhat: 'Den har redan använts eller är äldre än 48 timmar. Du kan registrera dig igen.',
  contact: 'Kontakt',
};

const spoken: Readonly<Record<string, ConfirmWords>> = { fi, sv, en };

/** In the first of these languages that the page speaks; English where there is none. */
export const confirmWords = (...tags: readonly (string | undefined)[]): ConfirmWords => {
  for (const tag of tags) {
    const [language = ''] = (tag ?? '').toLowerCase().split('-');
    const found = Object.hasOwn(spoken, language) ? spoken[language] : undefined;
    if (found) return found;
  }
  return en;
};
