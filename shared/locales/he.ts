/** Hebrew: without address by gender. */
import { durations, isolated, type Locale, listed } from './locale.ts';

export const he: Locale = {
  draft: true,
  direction: 'rtl',
  duration: durations('he', {
    session: 'עד סגירת הדפדפן',
    day: { one: 'יום אחד', two: 'יומיים', other: '# ימים' },
    month: { one: 'חודש אחד', two: 'חודשיים', other: '# חודשים' },
    year: { one: 'שנה אחת', two: 'שנתיים', other: '# שנים' },
  }),
  title: () => 'עוגיות: הבחירה שלך',
  intro: ({ controller }) =>
    `האחראי לעיבוד המידע, ${isolated(controller)}, מבקש את הסכמתך לשמור מידע במכשיר שלך ולקרוא ממנו מידע למטרות אלה. האתר פועל באותו אופן גם במקרה של סירוב.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'אף חברה אחרת אינה מקבלת את המידע.'
      : `מקבלי מידע נוספים במקרה של הסכמה: ${listed(recipients.map(isolated), ' ו־')}.`,
  withdrawal: ({ preferencesButton }) =>
    `אפשר לשנות את התשובה או לבטל את ההסכמה בכל עת: בכל עמוד יש "${preferencesButton}".`,
  acceptAll: () => 'אישור הכול',
  rejectAll: () => 'דחיית הכול',
  choose: () => 'בחירה',
  preferencesButton: () => 'הגדרות פרטיות',
  preferencesTitle: () => 'הגדרות פרטיות',
  preferencesIntro: () => 'על כל מטרה משיבים בנפרד.',
  save: () => 'שמירת הבחירות שלי',
  close: () => 'סגירה ללא שינוי',
  necessary: () => 'פעיל תמיד: האתר אינו פועל בלי זה.',
  details: () => 'שירותים ועוגיות',
  cookieName: () => 'עוגייה',
  cookiePurpose: () => 'למה היא משמשת',
  cookieLifetime: () => 'משך השמירה',
  statement: () => 'מדיניות פרטיות',
  contact: () => 'יצירת קשר',
  saved: () => 'הבחירות שלך נשמרו.',
  receipt: () => 'שמירת אישור על הבחירה שלך',
  mine: () => 'מה נשמר עליך',
  embed: () => 'כאן יש תוכן מ־\u2068{host}\u2069. הוא נטען רק לאחר אישור שלך.',
  allow: () => 'אישור: {purpose}',
  googleRelayed: () => 'חברת Google מקבלת את הנתונים מהשרת שלנו, ללא כתובת ה־IP שלך.',
  googleTagged: () => 'הדפדפן שלך פונה אל Google, וכך היא רואה את כתובת ה־IP שלך.',
};
