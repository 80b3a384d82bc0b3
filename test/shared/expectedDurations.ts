/** What durations must sound like, written down by hand: counts of days, of months, of years. */

/** Days 1, 2, 3, 5, 11, 21, 100; months 1, 2, 5, 13; years 1, 2, 5. */
export const expected: Record<string, [string, string, string]> = {
  en: [
    '1 day, 2 days, 3 days, 5 days, 11 days, 21 days, 100 days',
    '1 month, 2 months, 5 months, 13 months',
    '1 year, 2 years, 5 years',
  ],
  fi: [
    '1 päivä, 2 päivää, 3 päivää, 5 päivää, 11 päivää, 21 päivää, 100 päivää',
    '1 kuukausi, 2 kuukautta, 5 kuukautta, 13 kuukautta',
    '1 vuosi, 2 vuotta, 5 vuotta',
  ],
  sv: [
    '1 dag, 2 dagar, 3 dagar, 5 dagar, 11 dagar, 21 dagar, 100 dagar',
    '1 månad, 2 månader, 5 månader, 13 månader',
    '1 år, 2 år, 5 år',
  ],
  de: [
    '1 Tag, 2 Tage, 3 Tage, 5 Tage, 11 Tage, 21 Tage, 100 Tage',
    '1 Monat, 2 Monate, 5 Monate, 13 Monate',
    '1 Jahr, 2 Jahre, 5 Jahre',
  ],
  fr: [
    '1 jour, 2 jours, 3 jours, 5 jours, 11 jours, 21 jours, 100 jours',
    '1 mois, 2 mois, 5 mois, 13 mois',
    '1 an, 2 ans, 5 ans',
  ],
  nl: [
    '1 dag, 2 dagen, 3 dagen, 5 dagen, 11 dagen, 21 dagen, 100 dagen',
    '1 maand, 2 maanden, 5 maanden, 13 maanden',
    '1 jaar, 2 jaar, 5 jaar',
  ],
  pl: [
    '1 dzień, 2 dni, 3 dni, 5 dni, 11 dni, 21 dni, 100 dni',
    '1 miesiąc, 2 miesiące, 5 miesięcy, 13 miesięcy',
    '1 rok, 2 lata, 5 lat',
  ],
  cs: [
    '1 den, 2 dny, 3 dny, 5 dnů, 11 dnů, 21 dnů, 100 dnů',
    '1 měsíc, 2 měsíce, 5 měsíců, 13 měsíců',
    '1 rok, 2 roky, 5 let',
  ],
  sk: [
    '1 deň, 2 dni, 3 dni, 5 dní, 11 dní, 21 dní, 100 dní',
    '1 mesiac, 2 mesiace, 5 mesiacov, 13 mesiacov',
    '1 rok, 2 roky, 5 rokov',
  ],
  hr: [
    '1 dan, 2 dana, 3 dana, 5 dana, 11 dana, 21 dan, 100 dana',
    '1 mjesec, 2 mjeseca, 5 mjeseci, 13 mjeseci',
    '1 godina, 2 godine, 5 godina',
  ],
  sl: [
    '1 dan, 2 dneva, 3 dnevi, 5 dni, 11 dni, 21 dni, 100 dni',
    '1 mesec, 2 meseca, 5 mesecev, 13 mesecev',
    '1 leto, 2 leti, 5 let',
  ],
  ru: [
    '1 день, 2 дня, 3 дня, 5 дней, 11 дней, 21 день, 100 дней',
    '1 месяц, 2 месяца, 5 месяцев, 13 месяцев',
    '1 год, 2 года, 5 лет',
  ],
  uk: [
    '1 день, 2 дні, 3 дні, 5 днів, 11 днів, 21 день, 100 днів',
    '1 місяць, 2 місяці, 5 місяців, 13 місяців',
    '1 рік, 2 роки, 5 років',
  ],
  bg: [
    '1 ден, 2 дни, 3 дни, 5 дни, 11 дни, 21 дни, 100 дни',
    '1 месец, 2 месеца, 5 месеца, 13 месеца',
    '1 година, 2 години, 5 години',
  ],
  lt: [
    '1 diena, 2 dienos, 3 dienos, 5 dienos, 11 dienų, 21 diena, 100 dienų',
    '1 mėnuo, 2 mėnesiai, 5 mėnesiai, 13 mėnesių',
    '1 metai, 2 metai, 5 metai',
  ],
  lv: [
    '1 diena, 2 dienas, 3 dienas, 5 dienas, 11 dienu, 21 diena, 100 dienu',
    '1 mēnesis, 2 mēneši, 5 mēneši, 13 mēnešu',
    '1 gads, 2 gadi, 5 gadi',
  ],
  is: [
    '1 dagur, 2 dagar, 3 dagar, 5 dagar, 11 dagar, 21 dagur, 100 dagar',
    '1 mánuður, 2 mánuðir, 5 mánuðir, 13 mánuðir',
    '1 ár, 2 ár, 5 ár',
  ],
  ro: [
    '1 zi, 2 zile, 3 zile, 5 zile, 11 zile, 21 de zile, 100 de zile',
    '1 lună, 2 luni, 5 luni, 13 luni',
    '1 an, 2 ani, 5 ani',
  ],
  ga: [
    '1 lá, 2 lá, 3 lá, 5 lá, 11 lá, 21 lá, 100 lá',
    '1 mhí, 2 mhí, 5 mhí, 13 mí',
    '1 bhliain, 2 bhliain, 5 bliana',
  ],
  mt: [
    'jum wieħed, jumejn, 3 ijiem, 5 ijiem, 11-il jum, 21 jum, 100 jum',
    'xahar wieħed, xahrejn, 5 xhur, 13-il xahar',
    'sena waħda, sentejn, 5 snin',
  ],
  ar: [
    'يوم واحد, يومان, 3 أيام, 5 أيام, 11 يومًا, 21 يومًا, 100 يوم',
    'شهر واحد, شهران, 5 أشهر, 13 شهرًا',
    'سنة واحدة, سنتان, 5 سنوات',
  ],
  he: [
    'יום אחד, יומיים, 3 ימים, 5 ימים, 11 ימים, 21 ימים, 100 ימים',
    'חודש אחד, חודשיים, 5 חודשים, 13 חודשים',
    'שנה אחת, שנתיים, 5 שנים',
  ],
  da: [
    '1 dag, 2 dage, 3 dage, 5 dage, 11 dage, 21 dage, 100 dage',
    '1 måned, 2 måneder, 5 måneder, 13 måneder',
    '1 år, 2 år, 5 år',
  ],
  nb: [
    '1 dag, 2 dager, 3 dager, 5 dager, 11 dager, 21 dager, 100 dager',
    '1 måned, 2 måneder, 5 måneder, 13 måneder',
    '1 år, 2 år, 5 år',
  ],
  es: [
    '1 día, 2 días, 3 días, 5 días, 11 días, 21 días, 100 días',
    '1 mes, 2 meses, 5 meses, 13 meses',
    '1 año, 2 años, 5 años',
  ],
  pt: [
    '1 dia, 2 dias, 3 dias, 5 dias, 11 dias, 21 dias, 100 dias',
    '1 mês, 2 meses, 5 meses, 13 meses',
    '1 ano, 2 anos, 5 anos',
  ],
  it: [
    '1 giorno, 2 giorni, 3 giorni, 5 giorni, 11 giorni, 21 giorni, 100 giorni',
    '1 mese, 2 mesi, 5 mesi, 13 mesi',
    '1 anno, 2 anni, 5 anni',
  ],
  et: [
    '1 päev, 2 päeva, 3 päeva, 5 päeva, 11 päeva, 21 päeva, 100 päeva',
    '1 kuu, 2 kuud, 5 kuud, 13 kuud',
    '1 aasta, 2 aastat, 5 aastat',
  ],
  el: [
    '1 ημέρα, 2 ημέρες, 3 ημέρες, 5 ημέρες, 11 ημέρες, 21 ημέρες, 100 ημέρες',
    '1 μήνας, 2 μήνες, 5 μήνες, 13 μήνες',
    '1 έτος, 2 έτη, 5 έτη',
  ],
  hu: [
    '1 nap, 2 nap, 3 nap, 5 nap, 11 nap, 21 nap, 100 nap',
    '1 hónap, 2 hónap, 5 hónap, 13 hónap',
    '1 év, 2 év, 5 év',
  ],
  tr: [
    '1 gün, 2 gün, 3 gün, 5 gün, 11 gün, 21 gün, 100 gün',
    '1 ay, 2 ay, 5 ay, 13 ay',
    '1 yıl, 2 yıl, 5 yıl',
  ],
};
