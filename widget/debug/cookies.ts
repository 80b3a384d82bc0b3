/** Cookies that this page can see, by name: whose they are, and whether they may be there (C18). Never their values. */
import type { DebugSettings } from '../../shared/gate.ts';
import { named, whoseCookie } from './declared.ts';
import { type Row, type Table, table } from './report.ts';

const names = (): string[] => {
  try {
    return document.cookie.split('; ').flatMap((pair) => pair.split('=', 1)[0] || []);
  } catch {
    // An opaque origin has none.
    return [];
  }
};

const judge = (
  settings: DebugSettings,
  allows: (purpose: string) => boolean,
  name: string,
): readonly [Row, boolean] => {
  const declared = whoseCookie(settings, name);
  const may = declared.some(({ necessary, purpose }) => necessary || allows(purpose));
  if (name === 'lupa')
    return [{ cookie: name, declared: 'Lupa: the choice itself', verdict: 'necessary' }, false];
  if (!declared.length) return [{ cookie: name, declared: '', verdict: 'UNDECLARED' }, true];
  const verdict = may ? 'granted or necessary' : 'TOO EARLY: none of its purposes is granted';
  return [{ cookie: name, declared: named(declared), verdict }, !may];
};

export const cookies = (settings: DebugSettings, allows: (purpose: string) => boolean): Table =>
  table(names().map((name) => judge(settings, allows, name)));
