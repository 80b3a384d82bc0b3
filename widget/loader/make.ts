/** Makes an element. */

export const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  also?: object,
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), also);
