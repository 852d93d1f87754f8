import { findKey, makeKey, sign } from "/assets/keys.js";

const { jwk, thumbprint } = await makeKey();
const found = await findKey(["another", thumbprint]);
let extractable = true;
try {
  await crypto.subtle.exportKey("jwk", found.key);
} catch {
  extractable = found.key.extractable;
}
const result = {
  ...jwk,
  thumbprint,
  extractable,
  foundAgain: found.thumbprint === thumbprint,
  otherFound: (await findKey(["another"])) !== null,
  signature: await sign(found.key, "Grüße, {\"a\":1}"),
};
// The content security policy forbids every request to the stub but a navigation.
location.href = `${new URLSearchParams(location.search).get("report")}?${new URLSearchParams(result)}`;
