/** Swedish. */
import type { ReceiptWords } from './words.ts';

export const sv: ReceiptWords = {
  title: 'Kvitto på ditt val',
  intro:
    'Det här är ditt eget exemplar av det som antecknades. Spara det: med det kan vem som helst kontrollera att anteckningen varken har ändrats eller tagits bort.',
  controller: 'Vem som frågade',
  contact: 'Kontakt',
  statement: 'Dataskyddsbeskrivning',
  when: 'Mottaget',
  how: 'Hur valet gjordes',
  language: 'Språk',
  identifiers: 'Valets nummer',
  visitor: 'Webbläsarens nummer',
  answers: 'Vad som svarades',
  purpose: 'Ändamål',
  answer: 'Svar',
  granted: 'Ja, tillåtet',
  denied: 'Nej, nekat',
  until: 'Ett samtycke gäller högst till',
  history: 'Vad som har hänt med det',
  given: 'givet',
  refused: 'nekat',
  withdrawn: 'återkallat',
  expired: 'har upphört av sig självt',
  shown: 'Vad som visades, ord för ord',
  notShown:
    'Valet gjordes i ett annat verktygs ruta, som hade sin egen text. Det här är texten som valet kopplades till:',
  version: 'Version',
  services: 'Tjänster',
  withdrawal: 'Om du ändrar dig',
  rights: 'Dina rättigheter',
  rightsList: ({ whom, where }) =>
    `Du får se vad som finns om dig, få det rättat eller raderat, få behandlingen begränsad, ta uppgifterna med dig och klaga hos ${whom} (dataskyddsförordningen, artiklarna 7.3, 15–22 och 77): ${where}`,
  retention: 'Uppgifter som samlas in för det sparas',
  days: (count) => `${count} dagar`,
  proof: 'Bevis',
  proofIntro:
    'Anteckningen är en rad i en liggare som det bara läggs till i. Värdena nedan bevisar att raden finns i liggaren under den undertecknade kontrollpunkten; "verify-ledger.mjs", som följer med Lupa, kontrollerar dem.',
  waiting:
    'Raden väntar på att förseglas, vilket tar någon sekund: hämta kvittot på nytt för att få beviset.',
  row: 'Rad',
  pressed: (label) => `”${label}” trycktes`,
  ways: {
    accept_all: 'Allt tilläts',
    reject_all: 'Allt nekades',
    save: 'Ett urval sparades',
    grant_one: 'Ett ändamål tilläts',
    withdraw_all: 'Allt återkallades',
  },
  surfaces: {
    banner: 'i rutan',
    preferences: 'i integritetsvalen',
    placeholder: 'i stället för blockerat innehåll',
    own_page: 'på den egna sidan',
    api: 'med sidans egna knappar',
    takeover: 'i ett annat verktygs ruta',
  },
};
