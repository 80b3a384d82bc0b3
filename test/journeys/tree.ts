/** Chromium's accessibility tree below one element, as indented lines: what a screen reader is given. */
import type { CDPSession } from 'playwright-core';

interface Value {
  value?: unknown;
}
interface Node {
  nodeId: string;
  ignored: boolean;
  role?: Value;
  name?: Value;
  description?: Value;
  properties?: { name: string; value: Value }[];
  childIds?: string[];
}

const telling = ['checked', 'expanded', 'modal', 'live', 'url'];
const silent = ['none', 'generic', 'InlineTextBox', 'ListMarker'];

/** Roles, names, descriptions and states; text that is the name of what it stands in is left out. */
export const tree = async (devtools: CDPSession, selector: string): Promise<string> => {
  await devtools.send('Accessibility.enable');
  const { root } = await devtools.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { node } = await devtools.send('DOM.describeNode', { nodeId, depth: -1, pierce: true });
  const inside = node.shadowRoots?.[0]?.children?.find(({ nodeType }) => nodeType === 1);
  if (!inside) throw new Error(`There is nothing in ${selector}.`);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  const byId = new Map((nodes as Node[]).map((each) => [each.nodeId, each]));
  const start = (nodes as (Node & { backendDOMNodeId?: number })[]).find(
    ({ backendDOMNodeId }) => backendDOMNodeId === inside.backendNodeId,
  );
  const lines: string[] = [];
  const walk = (id: string, depth: number, above: string): void => {
    const each = byId.get(id);
    if (!each) return;
    const role = `${each.role?.value ?? ''}`;
    const name = `${each.name?.value ?? ''}`;
    const told =
      !each.ignored && !silent.includes(role) && !(role === 'StaticText' && above.includes(name.trim()));
    if (told) {
      const states = (each.properties ?? [])
        .filter(({ name, value }) => telling.includes(name) && value.value !== false && name !== 'url')
        .map(({ name, value }) => `${name}=${value.value}`);
      const description = each.description?.value ? ` (${each.description.value})` : '';
      lines.push(
        `${'  '.repeat(depth)}${role}${name && ` "${name}"`}${description}${states.length ? ` [${states.join(', ')}]` : ''}`,
      );
    }
    for (const child of each.childIds ?? []) walk(child, told ? depth + 1 : depth, told ? name : above);
  };
  if (start) walk(start.nodeId, 0, '');
  return lines.join('\n');
};
