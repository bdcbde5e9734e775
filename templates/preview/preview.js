// Loads the page again when the preview has changed. The server adds this script; it is part of no built page.
"use strict";
const shown = document.currentScript.dataset.version;
setInterval(async () => {
  try {
    const answer = await fetch("/.preview/version", { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== shown) location.reload();
  } catch {
    // The preview has ended, or is being started again.
  }
}, 500);
