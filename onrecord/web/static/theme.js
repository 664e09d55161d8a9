// Runs before the page is painted, so that a chosen theme does not flash.
"use strict";
{
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage is shut off: the system's choice stands */ }
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
}
