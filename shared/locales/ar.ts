/** Arabic: Modern Standard; digits as in European texts. */
import { durations, isolated, type Locale, listed } from './locale.ts';

export const ar: Locale = {
  draft: true,
  direction: 'rtl',
  duration: durations('ar', {
    session: 'حتى إغلاق المتصفح',
    day: { zero: '# يوم', one: 'يوم واحد', two: 'يومان', few: '# أيام', many: '# يومًا', other: '# يوم' },
    month: { zero: '# شهر', one: 'شهر واحد', two: 'شهران', few: '# أشهر', many: '# شهرًا', other: '# شهر' },
    year: { zero: '# سنة', one: 'سنة واحدة', two: 'سنتان', few: '# سنوات', many: '# سنة', other: '# سنة' },
  }),
  title: () => 'ملفات تعريف الارتباط: الخيار لك',
  intro: ({ controller }) =>
    `تطلب الجهة المسؤولة عن المعالجة، ${isolated(controller)}، موافقتك على تخزين معلومات في جهازك وقراءتها منه لهذه الأغراض. يعمل الموقع بالطريقة نفسها إذا رفضت.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'لا تتلقى البيانات أي شركة أخرى.'
      : `جهات أخرى تتلقى البيانات في حال موافقتك: ${listed(recipients.map(isolated), ' و', '، ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `يمكنك تغيير إجابتك أو سحب موافقتك في أي وقت: تجد «${preferencesButton}» في كل صفحة.`,
  acceptAll: () => 'قبول الكل',
  rejectAll: () => 'رفض الكل',
  choose: () => 'اختيار',
  preferencesButton: () => 'خيارات الخصوصية',
  preferencesTitle: () => 'خيارات الخصوصية',
  preferencesIntro: () => 'لكل غرض إجابة مستقلة.',
  save: () => 'حفظ خياراتي',
  close: () => 'إغلاق دون تغيير أي شيء',
  necessary: () => 'مفعّل دائمًا: لا يعمل الموقع من دونه.',
  details: () => 'الخدمات وملفات تعريف الارتباط',
  cookieName: () => 'ملف تعريف الارتباط',
  cookiePurpose: () => 'الغرض منه',
  cookieLifetime: () => 'مدة الاحتفاظ به',
  statement: () => 'بيان الخصوصية',
  contact: () => 'للتواصل',
  saved: () => 'تم حفظ خياراتك.',
  receipt: () => 'حفظ إيصال اختيارك',
  mine: () => 'عرض ما هو محفوظ عنك',
  embed: () => 'يوجد هنا محتوى من \u2068{host}\u2069. لا يُحمَّل إلا بعد أن تسمح بذلك.',
  allow: () => 'السماح: {purpose}',
  googleRelayed: () => 'تتلقى شركة Google هذه البيانات من خادمنا، دون عنوان IP الخاص بك.',
  googleTagged: () => 'يتصل متصفحك بشركة Google، فترى عنوان IP الخاص بك.',
};
