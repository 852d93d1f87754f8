// On a shared device: says so on every page, forgets the key at sign-out, after five minutes without a hand on it, when
// the visit is over, and whenever somebody is on a page that isn't a patient's.
import { forgetShared, isShared, isVisitOver } from "/assets/keys.js";

const IDLE_MS = 5 * 60_000;
const signOut = document.querySelector("form.sign-out");
const patientPage = location.pathname.startsWith("/patient");

if (isShared()) {
  if (!patientPage || isVisitOver()) await forgetShared();
  else watch();
}

function watch() {
  const banner = document.createElement("div");
  banner.className = "alert alert-warning";
  banner.setAttribute("role", "status");
  banner.textContent = "Shared device: sign out when you are done. This browser then forgets your key; what you signed stays valid.";
  document.getElementById("content").prepend(banner);

  signOut?.addEventListener("submit", async (event) => {
    event.preventDefault();
    await forgetShared();
    signOut.submit();
  });

  let timer;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await forgetShared();
      if (signOut) signOut.submit();
      else location.assign("/");
    }, IDLE_MS);
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, restart, { passive: true });
  restart();
}
