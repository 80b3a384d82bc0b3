/** A gauge that is asked at each scrape. */
import { Gauge, type Registry } from 'prom-client';

/** A gauge whose values are asked for at each scrape, by the label `of` where there is one. */
export const asked = (
  registers: Registry[],
  name: string,
  help: string,
  values: () =>
    | number
    | Readonly<Record<string, number>>
    | Promise<number | Readonly<Record<string, number>> | undefined>,
  of?: string,
) =>
  new Gauge({
    name,
    help,
    registers,
    labelNames: of === undefined ? [] : [of],
    async collect() {
      const found = await values();
      if (found === undefined) return this.remove();
      if (typeof found === 'number') this.set(found);
      else for (const [label, value] of Object.entries(found)) this.set({ [of ?? '']: label }, value);
    },
  });
