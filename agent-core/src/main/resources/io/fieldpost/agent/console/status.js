"use strict";
// Fetches the page once a second and exchanges what it shows. Without it the page still reads, and reloads itself.
(function () {
  const silent = document.getElementById("silent");
  let failures = 0;

  async function refresh() {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(5000) });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("now");
    const now = document.getElementById("now");
    for (const unfolded of now.querySelectorAll("details[open]")) {
      next.querySelector("#" + unfolded.id)?.setAttribute("open", "");
    }
    now.replaceWith(document.adoptNode(next));
  }

  async function turn() {
    // A hidden tab costs the gateway nothing; a selection is somebody copying a message.
    if (!document.hidden && document.getSelection().isCollapsed) {
      try {
        await refresh();
        failures = 0;
      } catch (e) {
        failures++;
      }
      silent.hidden = failures < 2;
    }
    setTimeout(turn, 1000);
  }

  setTimeout(turn, 1000);
})();
