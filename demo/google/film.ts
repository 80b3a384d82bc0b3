/** The fake film player: what a page embeds in a frame. It remembers its visitor by a cookie of its own, as such players do. */

/** Nothing plays: a picture of a player, in the colours of none. */
export const film = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Fake film</title>
<body style="margin:0">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" style="display:block;width:100%;height:100vh" role="img" aria-label="A film would play here">
<rect width="640" height="360" fill="#16242e"/>
<circle cx="320" cy="165" r="46" fill="#ffffff" opacity=".92"/>
<path d="M307 140v50l42-25z" fill="#16242e"/>
<text x="320" y="262" fill="#ffffff" font-family="system-ui,sans-serif" font-size="20" text-anchor="middle">A film would play here, from the fake Google.</text>
</svg>
`;

/** A number that tells one browser from another. */
export const filmCookie = (chance: number): string =>
  `VISITOR=${chance.toString(36).slice(2)}; Path=/; Max-Age=15552000; SameSite=Lax`;
