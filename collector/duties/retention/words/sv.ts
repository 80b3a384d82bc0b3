/** The schedule of retention in Swedish. */
import type { ScheduleWords } from '../words.ts';

const many = (amount: number, one: string, more: string) => `${amount} ${amount === 1 ? one : more}`;

export const sv: ScheduleWords = {
  period: ({ amount, unit }) => {
    if (unit === 'days') return many(amount, 'dag', 'dagar');
    return amount % 12 === 0 && amount > 0 ? `${amount / 12} år` : many(amount, 'månad', 'månader');
  },
  rules: {
    relationship: {
      title: 'Uppgifter om kunder och kontaktpersoner',
      line: (period) =>
        `Så länge kundförhållandet varar, och ${period} efter att det har upphört eller efter den senaste händelsen.`,
      why: 'Till dess har det som återstår efter kundförhållandet skötts.',
    },
    proof: {
      title: 'Bevis på samtycken',
      line: (period) =>
        `${period} efter att samtycket har upphört; senast när personens övriga uppgifter raderas.`,
      why: 'Vi måste kunna visa att du har samtyckt (artikel 7.1 i dataskyddsförordningen).',
    },
    visits: {
      title: 'Besök på webbplatsen',
      line: (period) => `${period} från besöket, eller så länge som meddelandet på webbplatsen säger.`,
      why: 'Det räcker för att jämföra med föregående säsong.',
    },
    'access-log': {
      title: 'Vem som har läst registret',
      line: (period) => `${period} från läsningen; om anställda ${period} efter att de har slutat.`,
      why: 'Du har rätt att fråga när och varför dina uppgifter har lästs.',
    },
    'service-logs': {
      title: 'Tjänsternas loggar',
      line: (period) => `${period} från att raden skrevs.`,
      why: 'Fel och angrepp hittas inom den tiden.',
    },
    misuse: {
      title: 'Användning och missbruk av licenser',
      line: (period) => `${period} efter att användningen upphörde eller ärendet avgjordes.`,
      why: 'Upprepat missbruk känns igen inom den tiden.',
    },
    vouchers: {
      title: 'Betalningar och försäljning',
      line: (period) => `${period} från slutet av det kalenderår under vilket räkenskapsperioden gick ut.`,
      why: 'Bokföringslagen kräver det (1336/1997, 2 kap. 10 §).',
    },
    books: {
      title: 'Bokföringsböcker',
      line: (period) => `${period} från räkenskapsperiodens utgång, i bokföringen och inte i detta register.`,
      why: 'Bokföringslagen kräver det (1336/1997, 2 kap. 10 §).',
    },
    messages: {
      title: 'Meddelanden och inlästa filer',
      line: (period) =>
        `Att ett meddelande har skickats eller en fil har lästs in: ${period}. Meddelandets text bara tills det har skickats.`,
      why: 'Frågor om ett meddelande ställs inom den tiden.',
    },
    requests: {
      title: 'Din begäran om dina uppgifter',
      line: (period) => `${period} efter svaret.`,
      why: 'Vi måste kunna visa att vi har svarat (artikel 5.2 i dataskyddsförordningen).',
    },
    holds: {
      title: 'Varför något har bevarats längre',
      line: (period) => `${period} efter att orsaken upphörde.`,
      why: 'Vi måste kunna visa varför uppgifterna bevarades (artikel 5.2 i dataskyddsförordningen).',
    },
    incidents: {
      title: 'Säkerhetsincidenter',
      line: (period) => `${period} efter att ärendet avslutades.`,
      why: 'Vi måste kunna visa vad som hände och vad vi gjorde (artikel 33.5 i dataskyddsförordningen).',
    },
    audits: {
      title: 'Granskningar',
      line: (period) => `${period} efter att granskningen var över.`,
      why: 'Vi måste kunna visa att granskningar har tillåtits (artikel 28.3 h i dataskyddsförordningen).',
    },
    pending: {
      title: 'Det som väntar på bekräftelse',
      line: (period) => `${period}, om ingen bekräftar det.`,
      why: 'En länk i ett e-postmeddelande gäller inte längre.',
    },
    links: {
      title: 'Koder för inloggning på en webbplats',
      line: () => 'Fem minuter, och till nästa natt.',
      why: 'Varje kod används en gång.',
    },
    day: {
      title: 'De anställdas sessioner och filer som inte lästs in',
      line: (period) => `Högst ${period}.`,
      why: 'Efter det behövs de inte.',
    },
    relay: {
      title: 'Händelser på väg till Google Analytics',
      line: (period) => `Tills de har skickats och räknats, högst ${period}.`,
      why: 'Google tar inte emot äldre.',
    },
  },
  endless: {
    'while in use':
      'Så länge det används: inställningar och räknare som inte berättar om någon, och sådant som försvinner med den rad som det hör till.',
    'suppression: as long as the controller markets':
      'Så länge vi bedriver marknadsföring: ett kondensat, beräknat med en nyckel, av en adress som inte får kontaktas. Utan det skulle ditt förbud glömmas bort (artikel 21.3 i dataskyddsförordningen).',
    'for ever':
      'För alltid: ingen finns i det. Antal av många, kondensat och underskrifter i liggaren samt texter som har visats för alla.',
  },
};
