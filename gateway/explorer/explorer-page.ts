interface PageParts {
  readonly examples: readonly string[];
  addressOf(asset: string): string;
}

/** Scripts from here only. Styles may stand in the page: the editor writes its own. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "content-security-policy": policy,
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-cache",
};

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32"><g fill="none" stroke="#d64b36" stroke-width="2"><path d="M16 5 26 11v10l-10 6-10-6V11z"/><path d="M6 21 16 5l10 16z"/></g><g fill="#d64b36"><circle cx="16" cy="5" r="3"/><circle cx="26" cy="21" r="3"/><circle cx="6" cy="21" r="3"/></g></svg>`;

export function explorerPage({ examples, addressOf }: PageParts): { readonly html: string; readonly headers: Readonly<Record<string, string>> } {
  const settings = {
    endpoint: "/graphql",
    workers: { editorWorkerService: addressOf("editor.worker.js"), json: addressOf("json.worker.js"), graphql: addressOf("graphql.worker.js") },
    examples,
  };
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Practice Graph</title>
<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(logo).toString("base64")}">
<link rel="stylesheet" href="${addressOf("graphiql.css")}">
<style>html, body, #explorer { height: 100%; margin: 0 }</style>
</head>
<body>
<div id="explorer"></div>
<template id="logo">${logo}</template>
<script type="application/json" id="explorer-settings">${withoutMarkup(JSON.stringify(settings))}</script>
<script src="${addressOf("graphiql.js")}"></script>
<script src="${addressOf("start.js")}"></script>
</body>
</html>
`;
  return { html, headers };
}

/** Inside a script element "</script>" would end it, wherever it stands. */
function withoutMarkup(json: string): string {
  return json.replace(/</g, "\\u003c");
}
