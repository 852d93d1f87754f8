// Reads the message to be signed, checks that it says what it should, words it, and signs exactly it.
import { findKey, sign } from "/assets/keys.js";
import { wordsOfChange } from "/assets/consent-words.js";

class Refused extends Error {}

const form = document.querySelector("form[data-sign]");
const { action, hospital, grantee, channel, message, set: setText, salt, keys } = form.dataset;
const names = JSON.parse(form.dataset.names);
const before = JSON.parse(form.dataset.before);

try {
  document.getElementById("exact-message").textContent = message;
  const shownSet = document.getElementById("exact-set");
  if (shownSet) shownSet.textContent = setText;
  const change = JSON.parse(message);
  const set = action === "grant" ? JSON.parse(setText) : null;
  check(change.channel === channel, "It is meant for another ledger.");
  check(change.action === action, "It isn’t the kind of change you asked for.");
  check(change.custodian === hospital && change.grantee === grantee, "It names other institutions than you chose.");
  if (set) {
    check(change.commitment === await commitmentTo(setText, salt), "It doesn’t belong to the statements below.");
    check(set.headId === change.headId && set.grantee === grantee && set.custodian === hospital, "Its statements name other institutions.");
  }
  const words = await (await fetch("/assets/words.json")).json();
  document.getElementById("statement").replaceChildren(wordsOfChange(change, set, before, names, words));
  await offerToSign();
} catch (fault) {
  refuse(fault instanceof Refused ? fault.message : "It couldn’t be read.");
}

async function offerToSign() {
  const found = await findKey(keys.split(" ").filter(Boolean));
  if (!found) {
    document.getElementById("no-key").hidden = false;
    return;
  }
  const button = form.querySelector("button[type=submit]");
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    form.elements.signature.value = await sign(found.key, message);
    form.submit();
  });
}

/** SHA-256 over the 32-byte salt and the document, in hexadecimal: what the ledger calls a commitment. */
async function commitmentTo(text, saltBase64) {
  const saltBytes = Uint8Array.from(atob(saltBase64), (c) => c.charCodeAt(0));
  const bytes = new TextEncoder().encode(text);
  const both = new Uint8Array(saltBytes.length + bytes.length);
  both.set(saltBytes);
  both.set(bytes, saltBytes.length);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", both));
  return saltBytes.length === 32 ? [...digest].map((b) => b.toString(16).padStart(2, "0")).join("") : null;
}

function check(holds, why) {
  if (!holds) throw new Refused(why);
}

function refuse(why) {
  const box = document.getElementById("refused");
  box.textContent = `This browser won’t sign what the hospital sent. ${why} Nothing was changed; please tell the hospital.`;
  box.hidden = false;
  document.getElementById("statement").textContent = "No statement that could be signed.";
}
