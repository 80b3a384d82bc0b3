/** Ukrainian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const uk: Locale = {
  draft: true,
  duration: durations('uk', {
    session: 'до закриття браузера',
    day: { one: '# день', few: '# дні', many: '# днів', other: '# дня' },
    month: { one: '# місяць', few: '# місяці', many: '# місяців', other: '# місяця' },
    year: { one: '# рік', few: '# роки', many: '# років', other: '# року' },
  }),
  title: () => 'Файли cookie: вибір за вами',
  intro: ({ controller }) =>
    `${controller} просить вашої згоди на зберігання та зчитування інформації на вашому пристрої з цією метою. Сайт працює так само, якщо ви відмовитеся.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Жодна інша компанія не отримує даних.'
      : `Інші одержувачі даних у разі вашої згоди: ${listed(recipients, ' та ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Ви можете будь-коли змінити відповідь або відкликати згоду: на кожній сторінці є «${preferencesButton}».`,
  acceptAll: () => 'Прийняти все',
  rejectAll: () => 'Відхилити все',
  choose: () => 'Вибрати',
  preferencesButton: () => 'Налаштування приватності',
  preferencesTitle: () => 'Налаштування приватності',
  preferencesIntro: () => 'Щодо кожної мети відповідь дається окремо.',
  save: () => 'Зберегти мій вибір',
  close: () => 'Закрити без змін',
  necessary: () => 'Завжди увімкнено: без цього сайт не працює.',
  details: () => 'Сервіси та файли cookie',
  cookieName: () => 'Файл cookie',
  cookiePurpose: () => 'Для чого використовується',
  cookieLifetime: () => 'Строк зберігання',
  statement: () => 'Політика приватності',
  contact: () => 'Контакти',
  saved: () => 'Ваш вибір збережено.',
  receipt: () => 'Зберегти підтвердження вибору',
  mine: () => 'Що про вас зберігається',
  embed: () => 'Тут розміщено вміст із {host}. Він завантажується лише після вашого дозволу.',
  allow: () => 'Дозволити: {purpose}',
  googleRelayed: () => 'Google отримує ці дані з нашого сервера, без вашої IP-адреси.',
  googleTagged: () => 'Ваш браузер звертається до Google, і компанія бачить вашу IP-адресу.',
};
