/** Cookiebot: `{stamp:'…',necessary:true,statistics:false,method:'explicit',ver:1,utc:1731969341591,region:'fi'}`, not JSON. */
import type { Reader } from './choice.ts';

export const cookiebot: Reader = (jar, name = 'CookieConsent') => {
  const pairs = decodeURIComponent(jar(name) ?? '').matchAll(/[{,](\w+):(?:'([^']*)'|([\w.-]+))(?=[,}])/g);
  const members = new Map([...pairs].map(([, member = '', text, bare]) => [member, text ?? bare]));
  // `-1`: a region where Cookiebot asks nobody. Nothing was answered there.
  if ((members.get('stamp') ?? '-1') === '-1') return undefined;
  return {
    answers: new Map(
      ['preferences', 'statistics', 'marketing'].flatMap((category) => {
        const said = members.get(category);
        return said === 'true' || said === 'false' ? [[category, said === 'true'] as const] : [];
      }),
    ),
    given: Number(members.get('utc')),
    // Else `implied`, or an older cookie that does not say.
    pressed: members.get('method') === 'explicit',
    revision: Number(members.get('ver')),
  };
};
