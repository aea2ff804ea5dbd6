// Runs in the browser, after graphiql.js has put YogaGraphiQL on the page.
"use strict";

(() => {
  const { endpoint, workers, examples } = JSON.parse(document.getElementById("explorer-settings").textContent);

  self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => workers[label] ?? workers.editorWorkerService };

  // The headers tab is prefilled; until a token has been pasted behind it, "Bearer" alone is not sent.
  const prefilled = JSON.stringify({ Authorization: "Bearer ", "Accept-Language": navigator.language }, null, 2);
  const sent = (headers) => Object.fromEntries(Object.entries(headers ?? {}).filter(([, value]) => !/^\s*(Bearer)?\s*$/i.test(value)));

  const fetcher = async (parameters, options) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json;q=0.9", ...sent(options?.headers) },
      body: JSON.stringify(parameters),
    });
    return response.json();
  };

  YogaGraphiQL.renderYogaGraphiQL(document.getElementById("explorer"), {
    fetcher,
    title: "Practice Graph",
    logo: document.getElementById("logo").innerHTML,
    headers: prefilled,
    shouldPersistHeaders: false,
    defaultTabs: examples.map((query) => ({ query, headers: prefilled })),
  });
})();
