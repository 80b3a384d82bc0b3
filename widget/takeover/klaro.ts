/** klaro 0.7: `{"matomo":true,"adsense":false}` by service, written by a press alone; without a date. */
import { booleans, type Reader } from './choice.ts';

export const klaro: Reader = (jar, name = 'klaro') => {
  const value = jar(name);
  return value ? { answers: booleans(JSON.parse(decodeURIComponent(value))), pressed: true } : undefined;
};
