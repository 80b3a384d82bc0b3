/** Who is measured: nobody (what the page costs by itself), ours, three peers as their documentation sets them up, a bare element, a bare Lit element. */
import { bare } from './contenders/bare.mjs';
import { klaro } from './contenders/klaro.mjs';
import { lit } from './contenders/lit.mjs';
import { osano } from './contenders/osano.mjs';
import { beside, ours } from './contenders/ours.mjs';
import { vanilla } from './contenders/vanilla.mjs';

/** The page as it is. */
export const nobody = { name: 'nobody', title: 'nobody', parts: () => ({ held: () => '' }) };

/** Another build of the widget, to see what a change of ours does: the folder that `dist/widget` would be. */
export const otherBuild = process.env.LUPA_BENCH_BESIDE;

/** Ours comes first: the others are its multiples. */
export const banners = [ours, ...(otherBuild ? [beside] : []), vanilla, klaro, osano, bare, lit];
