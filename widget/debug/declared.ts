/** What the site has declared, the necessary purposes too: whose host, whose cookie. */
import type { DebugSettings } from '../../shared/gate.ts';

/** A service of a purpose that has declared something. */
export interface Declared {
  purpose: string;
  necessary: boolean;
  service: string;
}

const all = ({ purposes }: DebugSettings) =>
  purposes.flatMap(({ id, necessary, services }) =>
    services.map((service) => ({ purpose: id, necessary, service: service.name, ...pick(service) })),
  );
const pick = ({ hosts, cookies }: DebugSettings['purposes'][number]['services'][number]) => ({
  hosts,
  cookies,
});

/** Who has declared this host: those of the longest suffix that fits, as in the guard. */
export const whoseHost = (settings: DebugSettings, hostname: string): Declared[] => {
  const fits = all(settings).flatMap((one) =>
    one.hosts.filter((suffix) => `.${hostname}`.endsWith(`.${suffix}`)).map((suffix) => ({ ...one, suffix })),
  );
  const longest = Math.max(...fits.map(({ suffix }) => suffix.length));
  return fits.filter(({ suffix }) => suffix.length === longest);
};

/** Who has declared a cookie of this name; `*` at the end stands for any rest. */
export const whoseCookie = (settings: DebugSettings, name: string): Declared[] =>
  all(settings).filter(({ cookies }) =>
    cookies.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one)),
  );

/** In words. */
export const named = (declared: readonly Declared[]): string =>
  declared.map(({ purpose, service }) => `${purpose} (${service})`).join(', ');
