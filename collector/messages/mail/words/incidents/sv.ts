/** Swedish. */
import { type IncidentWords, listed, mostIds, timeIn } from './words.ts';

const at = (time: number) => timeIn('sv-FI', time);
const rules: Record<Parameters<IncidentWords['attempt']>[0], string> = {
  'sign-in': 'Någon har gång på gång försökt logga in hos er personal med fel lösenord eller koder.',
  'account-guessing': 'Någon har gång på gång försökt logga in på en kunds användarkonto med fel lösenord.',
  'forged-token': 'Er webbplats har fått inloggningsbevis som dess egen nyckel inte har undertecknat.',
  'guessed-link': 'Någon har öppnat länkar som aldrig har skickats, som om de gissades.',
  'guessed-key': 'Någon har använt nycklar som inte finns, som om de gissades.',
  ledger: 'Händelseboken stämmer inte: raderna motsvarar inte det som har undertecknats.',
};

export const sv: IncidentWords = {
  language: 'sv',
  raised: (kind, aware, { whom, where }) => ({
    subject:
      kind === 'breach'
        ? 'En personuppgiftsincident har antecknats'
        : 'Ett försök till personuppgiftsincident har antecknats',
    lines:
      kind === 'breach'
        ? [
            `En personuppgiftsincident har antecknats. Den har varit känd sedan ${at(aware)}.`,
            `Ni ska underrätta ${whom} inom 72 timmar från det, om inte en risk för människor är osannolik. Anteckna i incidenten när ni har gjort det, eller varför det inte behövs.`,
            `Vem som underrättas: ${where}`,
          ]
        : [
            'Ett försök till personuppgiftsincident har antecknats. Granska det och anteckna vad ni har gjort.',
          ],
  }),
  attempt: (rule, count) => ({
    subject: 'Ett försök till intrång har upptäckts',
    lines: [
      `${rules[rule]} Hittills räknade: ${count}.`,
      'En incident har öppnats. Räkningen fortsätter i dag, och inget nytt brev skickas om samma sak. Granska incidenten, anteckna vad ni har gjort och avsluta den.',
    ],
  }),
  notice: ({ operator, kind, authority, ...facts }) => ({
    subject:
      kind === 'breach'
        ? `${operator}: en personuppgiftsincident som gäller ert register`
        : `${operator}: ett försök till intrång som gäller ert register`,
    lines: [
      `${operator}, som behandlar personuppgifter för er räkning, underrättar er om en incident utan onödigt dröjsmål (artikel 33.2 i dataskyddsförordningen).`,
      `Vad som har hänt: ${facts.nature}`,
      ...(facts.began ? [`Det började: ${at(facts.began)}`] : []),
      ...(facts.ended ? [`Det upphörde: ${at(facts.ended)}`] : []),
      ...(facts.categories ? [`Vem och vilka uppgifter det gäller: ${facts.categories}`] : []),
      facts.records === 0
        ? 'Det är inte känt att några personer eller poster i ert register berörs.'
        : `I ert register: ungefär ${facts.persons} personer och ${facts.records} poster.`,
      ...(facts.consequences ? [`Sannolika följder: ${facts.consequences}`] : []),
      ...(facts.measures ? [`Vad som har gjorts och kommer att göras: ${facts.measures}`] : []),
      ...(facts.contact ? [`Mer information: ${facts.contact}`] : []),
      `Incidenten finns i ert register under ${facts.incident}.${kind === 'breach' ? ` Er egen tid på 72 timmar för att underrätta ${authority.whom} börjar med detta meddelande.` : ''} Vi återkommer när vi vet mer.`,
      ...(facts.ids.length > 0
        ? [
            `Personernas id${facts.persons > facts.ids.length ? ` (de ${mostIds} första; alla finns i incidenten)` : ''}:\n${listed(facts.ids)}`,
          ]
        : []),
    ],
  }),
  phase: ({ operator, incident, lines, isBreachNow, authority, persons, records }) => ({
    subject: `${operator}: mer om incidenten`,
    lines: [
      `Mer är känt om incidenten ${incident}.`,
      ...(isBreachNow
        ? [
            `Det har visat sig vara en personuppgiftsincident, inte bara ett försök. Er egen tid på 72 timmar för att underrätta ${authority.whom} börjar med detta meddelande.`,
          ]
        : []),
      ...lines,
      `I ert register gäller den nu ungefär ${persons} personer och ${records} poster.`,
    ],
  }),
  reminder: (due, hours, { whom, where }) => ({
    subject: `${hours} timmar kvar att underrätta ${whom}`,
    lines: [
      `En personuppgiftsincident är öppen i ert register. Ni ska underrätta ${whom} senast ${at(due)}: ${hours} timmar återstår.`,
      `Vem som underrättas: ${where}`,
      'Det som inte är känt ännu kan meddelas senare, i omgångar. Anteckna i incidenten när ni har underrättat, eller varför en risk är osannolik.',
    ],
  }),
  overdue: (due, { whom, where }) => ({
    subject: `Försenat: underrätta ${whom} om incidenten`,
    lines: [
      `De 72 timmarna för att underrätta ${whom} om en personuppgiftsincident tog slut ${at(due)}, och inget har antecknats.`,
      `Vem som underrättas: ${where}`,
      'Gör det nu, med skälen till förseningen, och anteckna båda i incidenten.',
    ],
  }),
  person: ({ controller, happened, consequences, measures, contact, authority }) => ({
    subject: `Dina uppgifter hos ${controller}: vad som har hänt och vad du kan göra`,
    lines: [
      'Hej,',
      `något har hänt med uppgifter om dig hos ${controller}. Det här är ingen reklam: lagen kräver att du får veta det.`,
      `Vad som har hänt: ${happened}`,
      `Vad det kan betyda för dig: ${consequences}`,
      `Vad vi har gjort och vad du själv kan göra: ${measures}`,
      `Fråga oss: ${contact}`,
      `Du kan också klaga hos ${authority.whom}: ${authority.where}`,
    ],
  }),
};
