/** Swedish: headings and sentences. */
import type { TextWords } from '../words.ts';

export const text: TextWords = {
  language: 'sv',
  locale: 'sv-FI',
  title: 'Vilka uppgifter som finns om dig',
  portableTitle: 'Uppgifter som du har lämnat',
  made: 'Upprättat',
  held: (controller) =>
    `Ja: ${controller} behandlar personuppgifter om dig. Alla uppgifter finns i detta svar.`,
  nothingHeld: (controller) => `Nej: ${controller} hittade inga personuppgifter om dig.`,
  nothingHow:
    'Vi sökte med de uppgifter som vi kunde identifiera dig med. Om du har haft kontakt under ett annat namn, en annan e-postadress eller ett annat kundnummer, berätta det så söker vi på nytt. Webbläsarens val och besök ser du i webbplatsens sekretessval utan att behöva berätta vem du är.',
  howToRead:
    'Först kommer dina uppgifter, sedan en förklaring till varför de finns, hur länge de bevaras, vem som får dem och vad du kan kräva. Tiderna är finsk tid.',
  contents: 'Innehåll',
  controller: 'Personuppgiftsansvarig',
  contact: 'Kontakt',
  aboutYou: 'Vem du är',
  yourData: 'Ditt kundförhållande',
  consentsPart: 'Dina val och besök på webbplatsen',
  sourcesPart: 'Varifrån uppgifterna kommer',
  sourcesText: 'För varje uppgift anges varifrån och när den har fåtts.',
  pastPart: 'Vad uppgifterna var tidigare',
  recordedPart: 'Vad som har gjorts med dina uppgifter',
  recordedText:
    'Varje åtgärd med dina uppgifter som har antecknats i företagets händelsebok: när, vad, i vilken uppgift den anställda handlade och med vilket nummer åtgärden finns i händelseboken. Om ingen uppgift anges gjorde du det själv eller systemet.',
  readingsPart: 'Vem som har sett dina uppgifter',
  readingsText:
    'Varje gång en anställd har sett dina uppgifter: när, varför, i vilken uppgift och vilka uppgifter.',
  whyPart: 'Varför uppgifterna behandlas och hur länge de bevaras',
  whyText: 'Bara de grupper av uppgifter där det finns något om dig.',
  holdsPart: 'Vad lagen kräver att vi bevarar',
  holdsText: 'Detta kan inte raderas före dagen, även om du begär det: lagen kräver att det bevaras.',
  noHolds: 'Ingen lag hindrar att dina uppgifter raderas när de inte längre behövs.',
  recipientsPart: 'Till vem dina uppgifter har lämnats',
  recipientsText: 'Utöver företagets egna anställda har dina uppgifter lämnats till dessa:',
  noRecipients: 'Dina uppgifter har inte lämnats utanför företaget.',
  servicesText:
    'Du har tillåtit dessa tjänster på webbplatsen. Din webbläsare kan själv ha kontaktat dem, och då kan de ha fått uppgifter direkt från den:',
  transfersPart: 'Överföring av uppgifter utanför EU och EES',
  transfersText:
    'Till dessa länder har uppgifter överförts eller kan ha överförts. Skyddsåtgärden anges vid mottagaren.',
  noTransfers: 'Dina uppgifter har inte överförts utanför EU och Europeiska ekonomiska samarbetsområdet.',
  automatedPart: 'Automatiserade beslut',
  automated:
    'Det fattas inga beslut om dig som enbart grundas på automatiserad behandling och som har rättsliga följder eller annars påverkar dig i betydande grad, och du profileras inte. Programmet kan märka att en licens kanske används i strid med villkoren; vad det leder till avgörs alltid av en människa.',
  withheldPart: 'Vad som har utelämnats och varför',
  withheldText: 'Allt annat som gäller dig finns i detta svar.',
  noOthers: 'Andra människors uppgifter är inte med.',
  rightsPart: 'Vad du kan kräva',
  rights: [
    {
      article: '16',
      name: 'Rättelse',
      text: 'Du kan kräva att en felaktig eller bristfällig uppgift rättas.',
    },
    {
      article: '17',
      name: 'Radering',
      text: 'Du kan kräva att dina uppgifter raderas. Bara det som lagen kräver att vi bevarar blir kvar.',
    },
    {
      article: '18',
      name: 'Begränsning av behandling',
      text: 'Du kan kräva att dina uppgifter bara bevaras och inte används, till exempel tills det är utrett om de är riktiga.',
    },
    {
      article: '20',
      name: 'Dataportabilitet',
      text: 'Du kan få de uppgifter som du själv har lämnat i maskinläsbar form och ta dem med dig.',
    },
    {
      article: '21',
      name: 'Invändning',
      text: 'Du kan när som helst förbjuda direktmarknadsföring. Du kan också invända mot behandling som grundas på företagets berättigade intresse.',
    },
    {
      article: '7(3)',
      name: 'Återkallande av samtycke',
      text: 'Du kan när som helst återkalla ditt samtycke. Det påverkar inte det som har gjorts innan dess.',
    },
  ],
  articleOf: (article) => `dataskyddsförordningen, artikel ${article}`,
  complaint: 'Om du anser att dina uppgifter behandlas i strid med lag kan du klaga hos dataombudsmannen.',
  authority: 'Dataombudsmannens byrå',
  empty: 'Ingenting.',
  yes: 'ja',
  no: 'nej',
  whole: 'alla uppgifter',
  page: (number, all) => `Sida ${number} / ${all}`,
  textsShown: 'Texter som visades för dig',
  lookedUp: 'sökning',
  readRows: (what) => `läst: ${what}`,
  listedRows: (what) => `listat: ${what}`,
  exportedRows: (what) => `exporterat till fil: ${what}`,
  readme: (controller, made) => `Vilka uppgifter som finns om dig

Personuppgiftsansvarig: ${controller}
Upprättat: ${made}

I detta paket finns allt som företaget vet om dig, som tabeller (CSV) som öppnas i ett kalkylprogram. Tiderna är i ISO 8601-form (UTC).
Filen answer.json innehåller samma sak i maskinläsbar form; dess struktur är publicerad på den adress som står i början av filen.
Filen processing.csv berättar varför uppgifterna behandlas, på vilken grund och hur länge. Filen answer.html är samma sak som en sida att läsa och skriva ut.
Om en cell börjar med en apostrof har den lagts till för att kalkylprogrammet inte ska tolka texten som en formel.
`,
  portableReadme: (
    controller,
    made,
  ) => `Uppgifter som du har lämnat (artikel 20 i den allmänna dataskyddsförordningen)

Personuppgiftsansvarig: ${controller}
Upprättat: ${made}

I detta paket finns bara det som du själv har lämnat med samtycke eller för ett avtal: som tabeller (CSV) och i filen data.json, vars struktur är publicerad på den adress som står i början av filen.
Kolumnernas namn är desamma som i JSON-filen. Tiderna är i ISO 8601-form (UTC).
Om en cell börjar med en apostrof har den lagts till för att kalkylprogrammet inte ska tolka texten som en formel.
`,
  unwritable:
    'En del skrivtecken kan inte visas i denna fil; i deras ställe står tecknets nummer, till exempel <U+1F600>. På sidan och i JSON-filen finns de som de är.',
};
