// The patient's signing key: made here, kept in this browser's IndexedDB, and not extractable: scripts can use it
// but no one, this page included, can read it.
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };
const STORE = "keys";
const SHARED = "tallystick.shared-keys";
const VISIT_MS = 60 * 60_000;

/**
 * Makes a key pair, keeps it under its RFC 7638 thumbprint, and gives the public JWK. On a shared device the key is
 * marked, to be forgotten when the visit is over (kiosk.js).
 */
export async function makeKey(shared = false) {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const jwk = { kty, crv, x, y };
  const thumbprint = await thumbprintOf(jwk);
  await inStore("readwrite", (store) => store.put(pair.privateKey, thumbprint));
  if (shared) mark(thumbprint);
  else await navigator.storage?.persist?.();
  return { jwk, thumbprint };
}

/** The first of these thumbprints whose key is in this browser, or null. */
export async function findKey(thumbprints) {
  for (const thumbprint of thumbprints) {
    const key = await inStore("readonly", (store) => store.get(thumbprint));
    if (key) return { thumbprint, key };
  }
  return null;
}

/** Whether a key of a visit is in this browser. */
export function isShared() {
  return marks().length > 0;
}

/** Whether a visit has lasted longer than any hospital vouches for its key. */
export function isVisitOver() {
  return marks().some(({ madeAt }) => Date.now() - madeAt > VISIT_MS);
}

/** Deletes the keys of this visit; what they signed stays valid, and nobody can sign with them any more. */
export async function forgetShared() {
  for (const { thumbprint } of marks()) {
    await inStore("readwrite", (store) => store.delete(thumbprint));
  }
  localStorage.removeItem(SHARED);
}

function mark(thumbprint) {
  localStorage.setItem(SHARED, JSON.stringify([...marks(), { thumbprint, madeAt: Date.now() }]));
}

function marks() {
  return JSON.parse(localStorage.getItem(SHARED) ?? "[]");
}

/** ES256 (RFC 7518 §3.4): r‖s, base64url without padding. */
export async function sign(key, message) {
  const signature = await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(message));
  return base64url(signature);
}

async function thumbprintOf({ crv, kty, x, y }) {
  const members = JSON.stringify({ crv, kty, x, y });
  return base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(members)));
}

function base64url(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function inStore(mode, use) {
  const db = await opened();
  try {
    const transaction = db.transaction(STORE, mode);
    const request = use(transaction.objectStore(STORE));
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("tallystick", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
