/** Russian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const ru: Locale = {
  draft: true,
  duration: durations('ru', {
    session: 'до закрытия браузера',
    day: { one: '# день', few: '# дня', many: '# дней', other: '# дня' },
    month: { one: '# месяц', few: '# месяца', many: '# месяцев', other: '# месяца' },
    year: { one: '# год', few: '# года', many: '# лет', other: '# года' },
  }),
  title: () => 'Файлы cookie: выбор за вами',
  intro: ({ controller }) =>
    `${controller} просит вашего согласия на хранение и считывание информации на вашем устройстве в этих целях. Сайт работает так же, если вы откажетесь.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Никакая другая компания не получает данные.'
      : `Другие получатели данных в случае вашего согласия: ${listed(recipients, ' и ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Вы можете в любое время изменить ответ или отозвать согласие: на каждой странице есть «${preferencesButton}».`,
  acceptAll: () => 'Принять всё',
  rejectAll: () => 'Отклонить всё',
  choose: () => 'Выбрать',
  preferencesButton: () => 'Настройки конфиденциальности',
  preferencesTitle: () => 'Настройки конфиденциальности',
  preferencesIntro: () => 'По каждой цели ответ даётся отдельно.',
  save: () => 'Сохранить мой выбор',
  close: () => 'Закрыть без изменений',
  necessary: () => 'Всегда включено: без этого сайт не работает.',
  details: () => 'Сервисы и файлы cookie',
  cookieName: () => 'Файл cookie',
  cookiePurpose: () => 'Для чего используется',
  cookieLifetime: () => 'Срок хранения',
  statement: () => 'Политика конфиденциальности',
  contact: () => 'Контакты',
  saved: () => 'Ваш выбор сохранён.',
  receipt: () => 'Сохранить подтверждение выбора',
  mine: () => 'Что о вас хранится',
  embed: () => 'Здесь размещено содержимое с {host}. Оно загружается только после вашего разрешения.',
  allow: () => 'Разрешить: {purpose}',
  googleRelayed: () => 'Google получает эти данные с нашего сервера, без вашего IP-адреса.',
  googleTagged: () => 'Ваш браузер обращается к Google, и компания видит ваш IP-адрес.',
};
