/** Bulgarian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const bg: Locale = {
  draft: true,
  duration: durations('bg', {
    session: 'до затваряне на браузъра',
    day: { one: '# ден', other: '# дни' },
    month: { one: '# месец', other: '# месеца' },
    year: { one: '# година', other: '# години' },
  }),
  title: () => 'Бисквитки: изборът е ваш',
  intro: ({ controller }) =>
    `${controller} иска вашето съгласие да съхранява и чете информация на вашето устройство за тези цели. Сайтът работи по същия начин, ако откажете.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Никое друго дружество не получава данните.'
      : `Други получатели на данните при вашето съгласие: ${listed(recipients, ' и ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Можете да промените отговора си или да оттеглите съгласието си по всяко време: на всяка страница ще намерите „${preferencesButton}“.`,
  acceptAll: () => 'Приемам всички',
  rejectAll: () => 'Отказвам всички',
  choose: () => 'Избирам',
  preferencesButton: () => 'Настройки за поверителност',
  preferencesTitle: () => 'Настройки за поверителност',
  preferencesIntro: () => 'За всяка цел се отговаря отделно.',
  save: () => 'Запазвам избора си',
  close: () => 'Затваряне без промени',
  necessary: () => 'Винаги включено: сайтът не работи без това.',
  details: () => 'Услуги и бисквитки',
  cookieName: () => 'Бисквитка',
  cookiePurpose: () => 'За какво служи',
  cookieLifetime: () => 'Срок на съхранение',
  statement: () => 'Политика за поверителност',
  contact: () => 'Контакт',
  saved: () => 'Изборът ви е запазен.',
  receipt: () => 'Запазване на потвърждение за избора',
  mine: () => 'Какво се съхранява за Вас',
  embed: () => 'Тук има съдържание от {host}. То се зарежда едва когато го разрешите.',
  allow: () => 'Разрешавам: {purpose}',
  googleRelayed: () => 'Google получава тези данни от нашия сървър, без вашия IP адрес.',
  googleTagged: () => 'Вашият браузър се свързва с Google, който вижда вашия IP адрес.',
};
