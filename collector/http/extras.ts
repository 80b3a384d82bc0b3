/** What the modules are told that few pages fetch: the take-over of another tool's choices, the owner's look behind the scenes. */
import type { DebugSettings, TakeoverSettings } from '../../shared/gate.ts';
import type { SiteSettings } from '../../shared/site.ts';

/** Undefined unless the owner has turned it on. */
export const takeoverSettings = ({ takeover }: SiteSettings): TakeoverSettings | undefined => {
  if (!takeover) return undefined;
  const { from, cookie, replaced, days, revision, purposes } = takeover;
  return {
    from,
    replaced: Date.parse(`${replaced}T00:00Z`),
    purposes,
    ...(cookie !== undefined && { cookie }),
    ...(days !== undefined && { days }),
    ...(revision !== undefined && { revision }),
  };
};

/** Everything that the site declares, the necessary purposes too: what is not in it is undeclared. */
export const debugSettings = (site: string, { purposes }: SiteSettings): DebugSettings => ({
  site,
  purposes: purposes.map(({ id, necessary, services }) => ({
    id,
    necessary,
    services: services.map(({ name, hosts, cookies }) => ({
      name,
      hosts,
      cookies: cookies.map((cookie) => cookie.name),
    })),
  })),
});
