/** Swedish. */
import type { RecipientWords } from './words.ts';

export const sv: RecipientWords = {
  language: 'sv',
  notice: (controller, act, record, since) => ({
    subject: {
      rectified: `Uppgifter har rättats: ${record}`,
      erased: `Uppgifter har raderats, radera dem även hos er: ${record}`,
      restricted: `Behandlingen av uppgifter har begränsats: ${record}`,
      lifted: `Begränsningen av uppgifter har upphört: ${record}`,
    }[act],
    lines: [
      'Hej,',
      `${controller} har lämnat ut uppgifter om en person till er, första gången ${since}. Personens beteckning: ${record}`,
      {
        rectified:
          'Dessa uppgifter har nu rättats. Be oss om de aktuella uppgifterna och rätta dem i era egna system.',
        erased:
          'Dessa uppgifter har nu raderats. Radera dem och kopiorna av dem även i era egna system, om ingen lag förpliktar er att bevara dem.',
        restricted:
          'Behandlingen av dessa uppgifter har nu begränsats. Bevara dem, men använd dem inte förrän vi meddelar att begränsningen har upphört.',
        lifted:
          'Begränsningen av behandlingen av dessa uppgifter har nu upphört. Ni får åter använda dem för det ändamål som de lämnades ut för.',
      }[act],
      'Meddelandet grundar sig på artikel 19 i den allmänna dataskyddsförordningen. Svara på detta meddelande när saken är skött, eller om det inte är möjligt.',
    ],
  }),
  ending: (recipient, ends) => ({
    subject: ends.every(({ isOver }) => isOver)
      ? `Upphört: utlämnanden till ${recipient}`
      : `Upphör snart: utlämnanden till ${recipient}`,
    lines: [
      ...ends.map(({ what, day, isOver }) =>
        what === 'agreement'
          ? `Avtalet om behandling av personuppgifter (mottagare: ${recipient}) ${isOver ? 'har upphört' : 'upphör'}: ${day}.`
          : `Grunden för överföring av uppgifter utanför EU och EES (mottagare: ${recipient}) ${isOver ? 'har upphört' : 'upphör'}: ${day}.`,
      ),
      'Från den dagen godkänns inga utlämnanden till mottagaren. Förnya grunden i tid och anteckna den nya dagen på mottagaren, eller anteckna att mottagaren inte längre får uppgifter.',
    ],
  }),
};
