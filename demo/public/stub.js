/** The queue stub: early calls wait here until the product and Google's tag take them over. */
window.lupa = window.lupa || [];
window.dataLayer = window.dataLayer || [];
// biome-ignore lint/correctness/noUnusedVariables: the page's scripts call it.
function gtag() {
  // biome-ignore lint/complexity/noArguments: Google's tag takes nothing but an `arguments` object for a command.
  window.dataLayer.push(arguments);
}
