/** Our notice's words in the shape that the peers take: everybody asks the same. */
import { readFileSync } from 'node:fs';

/** A file of a peer as npm installed it. */
export const installed = (path) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url), 'utf8');

/** The purposes that are asked. */
export const asked = ({ purposes }) => purposes.filter(({ necessary }) => !necessary);

/** The cookies of a purpose. */
export const cookies = ({ services }) => services.flatMap((service) => service.cookies);

/** The first layer's words below its title, as HTML. */
export const message = (notice) => {
  const { intro, recipients, withdrawal } = notice.texts;
  const items = asked(notice).map(({ name, description }) => `<b>${name}</b> ${description}<br>`);
  return `${intro}<br>${items.join('')}${recipients} ${withdrawal}`;
};

/** The held scripts as plain scripts with the attributes that a peer knows them by. */
export const heldScripts =
  (attributes, address = 'src') =>
  ({ files, inline }) =>
    [
      ...files.map((path) => `<script type="text/plain" ${attributes} ${address}="${path}"></script>`),
      ...inline.map((text) => `<script type="text/plain" ${attributes}>${text}</script>`),
    ].join('\n');

/** The held scripts where a contender has no gate: the owner's own lines, for the moment of consent. */
export const ownLines = ({ files, inline }) => `<script>
  window.whenAllowed = () => {
    for (const src of ${JSON.stringify(files)}) document.head.append(Object.assign(document.createElement('script'), { src }));
    for (const text of ${JSON.stringify(inline)}) document.head.append(Object.assign(document.createElement('script'), { text }));
  };
</script>`;
