/** English. */
import type { RecipientWords } from './words.ts';

export const en: RecipientWords = {
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
};
