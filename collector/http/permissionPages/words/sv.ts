/** Sidornas ord på svenska. */
import type { PageWords } from './words.ts';

export const sv: PageWords = {
  language: 'sv',
  gone: {
    title: 'Den här länken fungerar inte längre',
    text: 'Den har använts eller är för gammal. Du kan ändra vad du får genom länkarna i ett nyare meddelande eller genom att skriva till oss.',
  },
  confirm: {
    title: 'Samtycker du?',
    lead: (controller) => `${controller} frågar om det får kontakta dig. Detta skulle du samtycka till:`,
    button: 'Ja, jag samtycker',
    ignore: 'Om du inte vill, stäng sidan: då händer ingenting.',
    doneTitle: 'Tack',
    done: 'Ditt samtycke har registrerats. Du kan återkalla det när som helst genom en länk i varje meddelande.',
  },
  unsubscribe: {
    title: 'Avsluta prenumerationen',
    lead: (controller, purpose) => `Vill du att ${controller} inte längre skriver till dig om ”${purpose}”?`,
    button: 'Avsluta prenumerationen',
    doneTitle: 'Prenumerationen är avslutad',
    done: (controller, purpose) =>
      `${controller} skriver från och med nu inte längre till dig om ”${purpose}”.`,
    more: 'De andra tillstånden ser du och kan återkalla genom den andra länken i meddelandet.',
  },
  preferences: {
    title: 'Vad vi får kontakta dig om',
    lead: (controller) =>
      `Här är alla tillstånd som ${controller} har fått av dig. Avmarkera det som du inte längre vill ha.`,
    none: 'Det finns inga: vi kontaktar dig inte för marknadsföring.',
    since: (day) => `sedan ${day}`,
    save: 'Spara',
    saved: 'Sparat. Det gäller från och med nu.',
    nothing: {
      title: 'Ingen marknadsföring alls',
      text: (controller) =>
        `Du får när som helst och utan att ange skäl invända mot all direktmarknadsföring. ${controller} marknadsför då aldrig mer till dig, om du inte själv ber om det. Meddelanden om det som du har köpt kommer fortfarande.`,
      button: 'Ingen marknadsföring alls',
      done: 'Du har invänt mot direktmarknadsföring. Det gäller från och med nu.',
    },
    back: 'Om du vill ha något igen, be om det på våra sidor.',
  },
  channels: { email: 'E-post', sms: 'Textmeddelanden', phone: 'Samtal', post: 'Post' },
  contact: (name, contact) => `${name}, ${contact}`,
};
