/** Swedish. */
import type { RequestPageWords } from './words.ts';

export const sv: RequestPageWords = {
  language: 'sv',
  form: {
    title: 'Dina uppgifter, dina rättigheter',
    lead: (controller) =>
      `Här använder du de rättigheter som dataskyddslagen ger dig. Din begäran går till ${controller}. Den kostar ingenting. Du får svar inom en månad.`,
    what: 'Vad begär du?',
    kinds: {
      access: 'Berätta vilka uppgifter ni har om mig',
      rectification: 'Rätta mina uppgifter',
      erasure: 'Radera mina uppgifter',
      restriction: 'Behåll mina uppgifter, men använd dem inte tills vidare',
      portability: 'Ge mig en kopia av det jag själv har lämnat, att ta med mig',
      objection: 'Ingen mer direktmarknadsföring',
      processing_objection:
        'Jag invänder mot behandlingen av mina uppgifter av skäl som hänför sig till min situation',
      withdrawal: 'Jag återkallar mina samtycken',
    },
    email: 'E-postadress',
    emailHint:
      'Vi skickar en länk dit, så att ingen annan kan begära något i ditt namn. Även svaret skickas dit.',
    name: 'Namn',
    details: 'Vad gäller det?',
    detailsHint:
      'Vid rättelse: vad som är fel och hur det borde vara. Om du invänder, säg alltid mot vad och varför.',
    optional: 'behövs inte',
    button: 'Skicka begäran',
    wrong: 'Din begäran skickades inte.',
    wrongIn: {
      kind: 'Välj vad du begär.',
      email: 'Skriv hela e-postadressen, till exempel namn@example.com.',
      name: 'Namnet är för långt, eller så innehåller det tecken som inte är text.',
      details: 'Berätta vad det gäller: en invändning ska motiveras. Högst 4 000 tecken, bara text.',
    },
  },
  reference: 'Referensnummer',
  keep: 'Skriv upp det: du behöver det för att öppna svaret och när du frågar om din begäran.',
  taken: {
    title: 'Titta i din e-post',
    text: 'Vi har skickat en länk till adressen som du uppgav. Öppna den inom 48 timmar och bekräfta: först då börjar vi. Om inget brev syns inom en timme, titta bland skräpposten. Till en adress skickas bara några brev i timmen: om inget kommer, kontakta oss direkt. Kontaktuppgifterna finns nedan, och en begäran på det sättet gäller lika väl.',
  },
  confirm: {
    title: 'Är det här din begäran?',
    lead: (controller, kind) => `Begäran går till ${controller}: ”${kind}”.`,
    button: 'Ja, den är min',
    ignore: 'Om den inte är det, stäng den här sidan: ingenting händer.',
  },
  verified: {
    title: 'Din begäran behandlas',
    text: (due) => `Du får svaret per e-post senast ${due}.`,
  },
  joined: {
    title: 'Du har redan begärt det här',
    text: 'Din tidigare begäran är ännu öppen. Vi svarar på båda tillsammans.',
    other: 'Referensnummer för den tidigare begäran',
  },
  answered: { title: 'Klart', text: 'Din begäran är besvarad. Vi har skrivit till dig om det.' },
  ownPage: {
    title: 'Du ser det på din egen sida',
    text: 'Allt som finns sparat under den här webbläsarens nyckel står på sidan som du kom från. Där kan du också spara det som en fil.',
  },
  refused: {
    title: 'Din begäran beviljades inte',
    text: 'Vi har skrivit till dig varför, och vart du kan klaga.',
  },
  withdrawn: {
    title: 'Din begäran är återtagen',
    text: 'Inget mer görs med anledning av den. Du kan göra en ny begäran när som helst.',
  },
  withdraw: { text: 'Behöver du den inte längre?', button: 'Ta tillbaka begäran' },
  gone: {
    title: 'Den här länken gäller inte längre',
    text: 'Den är för gammal, eller har aldrig varit vår. Om du behöver något, skicka en ny begäran.',
  },
  later: {
    title: 'Försök igen om en stund',
    text: 'Just nu kommer det för många begäranden. Inget av det du skickade har sparats. Gå tillbaka och skicka begäran på nytt om några minuter.',
  },
  answer: {
    title: 'Svaret på din begäran',
    lead: 'Ange referensnumret för din begäran, så att ingen annan kan läsa svaret.',
    reference: 'Referensnummer',
    button: 'Öppna',
    wrong: 'Det här är inte referensnumret för begäran. Titta i brevet där vi berättade att den behandlas.',
    locked: {
      title: 'Den här länken är låst',
      text: 'Fel referensnummer angavs för många gånger. Skriv till oss, så får du en ny länk.',
    },
    ready: 'Ditt svar är klart. Välj i vilken form du vill ha det.',
    until: (day) => `Den här länken gäller till och med ${day}.`,
    forms: {
      page: 'Läs och skriv ut',
      pdf: 'Spara som PDF',
      json: 'Spara som JSON (för program)',
      zip: 'Spara som tabeller (CSV-filer i ett zip-paket)',
    },
  },
  contact: (controller, contact) => `${controller}, ${contact}`,
  complaint: ({ whom, where }) =>
    `Om du anser att dina uppgifter inte behandlas rätt kan du klaga hos ${whom}: ${where}`,
};
