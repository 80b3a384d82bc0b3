/** The provenance of what is made or changed by one act: purpose and basis as the catalogue has them. */
import type { Source } from '../../shared/register/source.ts';
import { newId } from '../ids.ts';
import { catalogue } from '../store/catalogue.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { columnOf, type Noun } from './noun.ts';
import type { Provenance } from './provenance.ts';

/** Purpose and basis as the catalogue has them for the noun's values. */
const declaredFor = (noun: Noun): { purpose: string; basis: string } => {
  const [first] = Object.keys(noun.fields);
  const column = catalogue[noun.table]?.[columnOf(first ?? '', noun.fields[first ?? ''])];
  return { purpose: column?.purpose ?? '', basis: column?.basis ?? 'none' };
};

/** Of values that come to the register now. */
export const provenanceOf = (
  world: World,
  noun: Noun,
  actor: Actor,
  source: Source,
  now: number,
): Provenance => ({
  controller: actor.controller,
  provenance: newId(world),
  source,
  now,
  site: null,
  ...declaredFor(noun),
  // A number of another controller's staff would name somebody else here; the ledger says who it was.
  staff: actor.home === actor.controller ? actor.staff : null,
});
