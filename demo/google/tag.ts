/** The fake tag's script and the fake container's, put together from their parts. */
import type { Asset } from '../assets.ts';

const tagParts = ['consent', 'cookies', 'send', 'tag'];
/** The container holds the tag, as Google's does. */
const containerParts = [...tagParts, 'container'];

/** The parts are modules to be read and tested alone; Google's tag is one classic script. */
const asScript = (source: string): string =>
  source.replaceAll(/^import [^;]+;\n/gm, '').replaceAll(/^export /gm, '');

/** One script; what it calls of Google's is below the host that it came from. */
const together = (assets: ReadonlyMap<string, Asset>, parts: string[]): string => {
  const decoder = new TextDecoder();
  const sources = parts.map((part) => {
    const asset = assets.get(`google/${part}.js`);
    if (!asset) throw new Error(`demo/public/google/${part}.js is missing.`);
    return asScript(decoder.decode(asset.body));
  });
  return `(() => {\n'use strict';\n${sources.join('\n')}})();\n`;
};

export const tagScript = (assets: ReadonlyMap<string, Asset>): string => together(assets, tagParts);
export const containerScript = (assets: ReadonlyMap<string, Asset>): string =>
  together(assets, containerParts);
