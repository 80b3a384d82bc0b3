/** Swedish. */
import type { RequestWords } from './words.ts';

export const sv: RequestWords = {
  language: 'sv',
  kinds: {
    access: 'att få ta del av dina uppgifter',
    rectification: 'att få dina uppgifter rättade',
    erasure: 'att få dina uppgifter raderade',
    restriction: 'att användningen av dina uppgifter begränsas',
    portability: 'att få dina uppgifter med dig',
    objection: 'att direktmarknadsföringen upphör',
    processing_objection: 'att användningen av dina uppgifter upphör av skäl som rör din egen situation',
    withdrawal: 'att återkalla dina samtycken',
  },
  confirm: (controller, kind) => ({
    subject: `Bekräfta din begäran: ${controller}`,
    lines: [
      'Hej,',
      `någon har uppgett den här e-postadressen i en begäran till ${controller}. Begäran gäller: ${kind}. Om det var du, öppna länken och bekräfta. Länken gäller i 48 timmar.`,
      'Om det inte var du behöver du inte göra något: utan bekräftelse görs ingenting och ingen får veta något.',
    ],
    link: 'Bekräfta begäran',
  }),
  received: (kind, reference, due) => ({
    subject: `Din begäran ${reference} behandlas`,
    lines: [
      'Hej,',
      `vi har tagit emot din begäran: ${kind}. Dess referensnummer är ${reference}. Spara numret: du behöver det för att öppna svaret.`,
      `Du får svar senast ${due}.`,
    ],
  }),
  joined: (kind, reference, other) => ({
    subject: `Din begäran ${reference} hör ihop med ${other}`,
    lines: [
      'Hej,',
      `du har begärt samma sak tidigare (${kind}), och den begäran är ännu öppen. Vi svarar på båda tillsammans, med referensnumret ${other}.`,
    ],
  }),
  extended: (kind, reference, reason, due) => ({
    subject: `Din begäran ${reference} tar längre tid`,
    lines: [
      'Hej,',
      `vi kan inte svara på din begäran (${kind}) inom en månad. Orsaken: ${reason}`,
      `Du får svar senast ${due}.`,
    ],
  }),
  answer: (kind, until) => ({
    subject: 'Svaret på din begäran är klart',
    lines: [
      'Hej,',
      `svaret på din begäran (${kind}) finns bakom den här länken till och med ${until}. Sidan frågar efter referensnumret som du fick.`,
      'Du kan läsa och skriva ut svaret eller spara det som filer. Om något i det är fel kan du begära att det rättas.',
    ],
    link: 'Öppna svaret',
  }),
  done: (kind, reference) => ({
    subject: `Din begäran ${reference} är behandlad`,
    lines: [
      'Hej!',
      {
        access: 'Din begäran att få ta del av dina uppgifter är besvarad.',
        portability: 'Din begäran att få dina uppgifter med dig är besvarad.',
        rectification: 'Dina uppgifter är rättade, och de som hade fått dem av oss har underrättats.',
        erasure:
          'Dina uppgifter är raderade. Säkerhetskopior där de ännu finns föråldras av sig själva och används inte till något annat.',
        restriction:
          'Användningen av dina uppgifter är begränsad: de förvaras men används inte. Du får veta innan begränsningen upphör.',
        objection:
          'Du får ingen mer direktmarknadsföring av oss. Det gäller tills du själv tillåter den igen.',
        processing_objection: 'Vi har avslutat den behandling som du invände mot.',
        withdrawal:
          'Dina samtycken är återkallade. Det som gjordes före återkallandet förblir lagligt; med stöd av dem görs inget mer. Det som din webbläsare har tillåtit på en webbplats hittar du under integritetsvalen på den webbplatsen, och återkallar det där.',
      }[kind],
    ],
  }),
  nothing: (reference) => ({
    subject: `Din begäran ${reference}: vi har inga uppgifter`,
    lines: [
      'Hej,',
      'vi har inga uppgifter om dig under den här e-postadressen, så det finns inget att göra.',
    ],
  }),
  kept: (category, law, until) =>
    `En lag kräver att vi behåller: ${category}, ${until === null ? 'tills orsaken upphör' : `till ${until}`} (${law}). Det används inte till något annat och raderas därefter av sig självt.`,
  refused: (kind, reference, ground, reason) => ({
    subject: `Din begäran ${reference} har inte beviljats`,
    lines: ['Hej,', `vi beviljar inte din begäran (${kind}): ${ground}.`, reason],
  }),
  grounds: {
    unfounded: 'den är uppenbart ogrundad (dataskyddsförordningen, artikel 12.5)',
    excessive: 'den är orimlig eftersom den upprepas (dataskyddsförordningen, artikel 12.5)',
    unidentified: 'vi kan inte ta reda på vems uppgifter den gäller (dataskyddsförordningen, artikel 11.2)',
    law: 'en lag tillåter det inte',
    others:
      'den skulle inverka menligt på andras rättigheter (dataskyddsförordningen, artiklarna 15.4 och 20.4)',
    compelling:
      'det finns avgörande berättigade skäl för behandlingen som väger tyngre än dina intressen, rättigheter och friheter (dataskyddsförordningen, artikel 21.1)',
    claims: 'uppgifterna behövs för rättsliga anspråk (dataskyddsförordningen, artikel 21.1)',
  },
  fee: (kind, reference, ground, reason, sum) => ({
    subject: `Din begäran ${reference}: avgift före behandlingen`,
    lines: [
      'Hej,',
      `en begäran är i regel avgiftsfri. För den här (${kind}) tar vi ändå ut en avgift som täcker kostnaderna för behandlingen: ${sum}. Grund: ${ground}.`,
      reason,
      'Vi gör inget förrän avgiften är ordnad. Svara på det här meddelandet så får du betalningsuppgifter. Du kan också ta tillbaka din begäran, och då betalar du inget.',
    ],
  }),
  reopened: (kind, reference, due) => ({
    subject: `Din begäran ${reference} behandlas på nytt`,
    lines: [
      'Hej,',
      `vi beviljade tidigare inte din begäran (${kind}). Nu behandlar vi den på nytt. Referensnumret är fortfarande ${reference}.`,
      due === null ? 'Vi svarar utan dröjsmål.' : `Du får svar senast ${due}.`,
    ],
  }),
  weighing:
    'Tills saken är avgjord lagras dina uppgifter, men de används inte (dataskyddsförordningen, artikel 18.1 b).',
  keptUnused: 'Dina uppgifter lagras, men de används inte längre till något.',
  liftedOn: (day) =>
    `Begränsningen av dina uppgifter upphör ${day}. Därefter används de så som dataskyddsbeskrivningen säger.`,
  leftOut: (article) =>
    `Något har utelämnats, eftersom det skulle inverka menligt på andras rättigheter (dataskyddsförordningen, artikel ${article}.4). I svaret står vad och varför.`,
  withdrawn: (kind, reference) => ({
    subject: `Din begäran ${reference} är återtagen`,
    lines: [
      'Hej,',
      `du tog tillbaka din begäran (${kind}). Inget mer görs med anledning av den; du kan göra en ny begäran när som helst.`,
    ],
  }),
  lifting: (day, reason) => ({
    subject: 'Begränsningen av dina uppgifter upphör',
    lines: [
      'Hej,',
      `användningen av dina uppgifter har varit begränsad. Begränsningen upphör ${day}, och därefter används uppgifterna igen så som dataskyddsbeskrivningen säger. Orsaken: ${reason}`,
      'Om du inte godkänner detta, svara på det här meddelandet.',
    ],
  }),
  complaint: ({ whom, where }) =>
    `Du kan lämna in ett klagomål till ${whom} (${where}), och du kan föra saken till domstol.`,
  insteadOfYou:
    'Om du begär det lämnar vi i stället uppgifterna till dataombudsmannen (dataskyddslagen 1050/2018, 34 §).',
  reminder: (reference, kind, due, late) => ({
    subject: late ? `Försenad: begäran ${reference}` : `Förfaller snart: begäran ${reference}`,
    lines: [
      late
        ? `Begäran ${reference} (${kind}) skulle ha besvarats ${due} och är inte besvarad. Lagen ger inte mer tid: svara nu och berätta varför svaret är försenat.`
        : `Begäran ${reference} (${kind}) ska besvaras senast ${due}. Om det inte går, förläng tiden före det och motivera det.`,
    ],
  }),
};
