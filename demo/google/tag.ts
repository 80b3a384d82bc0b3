/** The fake tag's script, put together from its parts. */
import type { Asset } from '../assets.ts';

const parts = ['consent', 'cookies', 'send', 'tag'];

/** The parts are modules to be read and tested alone; Google's tag is one classic script. */
const asScript = (source: string): string =>
  source.replaceAll(/^import [^;]+;\n/gm, '').replaceAll(/^export /gm, '');

/** The script; everything that it calls is below the host that it came from. */
export const tagScript = (assets: ReadonlyMap<string, Asset>): string => {
  const decoder = new TextDecoder();
  const sources = parts.map((part) => {
    const asset = assets.get(`google/${part}.js`);
    if (!asset) throw new Error(`demo/public/google/${part}.js is missing.`);
    return asScript(decoder.decode(asset.body));
  });
  return `(() => {\n'use strict';\n${sources.join('\n')}})();\n`;
};
