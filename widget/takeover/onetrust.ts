/** OneTrust: `…&groups=C0001:1,C0002:0&intType=1&…`, rewritten on every page; when it was answered is in a cookie beside it. */
import type { Reader } from './choice.ts';

/** `intType`, since 2024, as seen in public: 1 accept all, 2 refuse all, 3 closed (which may stand for either), 6 own choices. */
const presses = ['1', '6'];

export const onetrust: Reader = (jar, name = 'OptanonConsent') => {
  const value = new URLSearchParams(jar(name));
  const answered = jar('OptanonAlertBoxClosed');
  const groups = value.get('groups');
  // The first cookie is there before anything was answered, too; and OneTrust itself may be about to ask anew.
  if (!answered || !groups || value.get('AwaitingReconsent') === 'true') return undefined;
  return {
    answers: new Map(
      groups.split(',').flatMap((group) => {
        const [, category, said] = /^(.+):([01])$/.exec(group) ?? [];
        return category ? [[category, said === '1'] as const] : [];
      }),
    ),
    given: Date.parse(decodeURIComponent(answered)),
    pressed: presses.includes(value.get('intType') ?? ''),
  };
};
