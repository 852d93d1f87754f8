// On every page: the reader's own time and colour scheme, refreshing what is marked, going back.
const EVERY_MS = 4_000;
/** An unattended page stops refreshing, so that the session can end. */
const IDLE_AFTER_MS = 10 * 60_000;

const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => document.documentElement.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
paint();
dark.addEventListener("change", paint);

let lastSeen = Date.now();
for (const sign of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => { lastSeen = Date.now(); }, { passive: true });
}
setInterval(() => {
  if (document.visibilityState !== "visible" || Date.now() - lastSeen > IDLE_AFTER_MS) return;
  document.querySelectorAll("[data-refresh]").forEach((part) => {
    if (!part.querySelector("details[open]")) htmx.trigger(part, "refresh");
  });
}, EVERY_MS);

// 499: the session is over; a reload leads to the sign-in page.
document.body.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 499) location.reload();
});

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
function inLocalTime(root) {
  root.querySelectorAll("time[data-local]").forEach((time) => {
    time.textContent = moment.format(new Date(time.dateTime));
  });
}
inLocalTime(document);
document.body.addEventListener("htmx:afterSwap", (event) => inLocalTime(event.detail.target));

document.querySelector("[data-back]")?.addEventListener("click", (event) => {
  if (history.length > 1) {
    event.preventDefault();
    history.back();
  }
});
