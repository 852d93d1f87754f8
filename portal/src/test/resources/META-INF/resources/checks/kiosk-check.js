import { findKey, forgetShared, isShared, isVisitOver, makeKey } from "/assets/keys.js";

const kept = await makeKey();
const visit = await makeKey(true);
const shared = isShared();
const over = isVisitOver();
await forgetShared();
const result = {
  shared,
  over,
  keptStays: (await findKey([kept.thumbprint])) !== null,
  visitGone: (await findKey([visit.thumbprint])) === null,
  stillShared: isShared(),
};
location.href = `${new URLSearchParams(location.search).get("report")}?${new URLSearchParams(result)}`;
