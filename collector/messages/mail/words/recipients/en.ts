/** English. */
import type { RecipientWords } from './words.ts';

export const en: RecipientWords = {
  language: 'en',
  notice: (controller, act, record, since) => ({
    subject: {
      rectified: `Data were corrected: ${record}`,
      erased: `Data were erased, please erase them too: ${record}`,
      restricted: `Processing of data was restricted: ${record}`,
      lifted: `The restriction of data is over: ${record}`,
    }[act],
    lines: [
      'Hello,',
      `${controller} has disclosed data of a person to you, first on ${since}. The person’s reference: ${record}`,
      {
        rectified:
          'These data have now been corrected. Please ask us for the current ones and correct your own copies.',
        erased:
          'These data have now been erased. Please erase them and every copy of them in your own systems, unless a law obliges you to keep them.',
        restricted:
          'The processing of these data has now been restricted. Please keep them and do not use them until we tell you that the restriction is over.',
        lifted:
          'The restriction of the processing of these data is now over. You may use them again for what they were disclosed for.',
      }[act],
      'We tell you so under article 19 of the General Data Protection Regulation. Please answer this message when it is done, or if it cannot be.',
    ],
  }),
  ending: (recipient, ends) => ({
    subject: ends.every(({ isOver }) => isOver)
      ? `Ended: disclosures to ${recipient}`
      : `Ends soon: disclosures to ${recipient}`,
    lines: [
      ...ends.map(({ what, day, isOver }) =>
        what === 'agreement'
          ? `The agreement on processing personal data (recipient: ${recipient}) ${isOver ? 'has ended' : 'ends'}: ${day}.`
          : `What transfers out of the EEA rest on (recipient: ${recipient}) ${isOver ? 'has ended' : 'ends'}: ${day}.`,
      ),
      'From then on disclosures to this recipient are refused. Renew it in time and enter the new day in the recipient, or enter that nothing is given to it any more.',
    ],
  }),
};
