import { findKey, makeKey, sign } from "/assets/keys.js";

const { jwk, thumbprint } = await makeKey();
const found = await findKey(["another", thumbprint]);
let extractable = true;
try {
  await crypto.subtle.exportKey("jwk", found.key);
} catch {
  extractable = found.key.extractable;
}
document.getElementById("result").textContent = JSON.stringify({
  jwk,
  thumbprint,
  extractable,
  foundAgain: found.thumbprint === thumbprint,
  otherFound: (await findKey(["another"])) !== null,
  signature: await sign(found.key, "Grüße, {\"a\":1}"),
});
