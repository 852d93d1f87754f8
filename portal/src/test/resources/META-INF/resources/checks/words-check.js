import { wordsOfChange } from "/assets/consent-words.js";

const words = await (await fetch("/assets/words.json")).json();
const permit = (kind) => ({ effect: "PERMIT", purposes: ["HPAYMT"], classes: [kind] });
const before = [
  { id: "s-1", provisions: [permit("Condition")] },
  { id: "s-2", provisions: [permit("Immunization")] },
  { id: "s-3", provisions: [permit("Procedure")] },
];
const change = { grantee: "harbor", custodian: "riverside", notBefore: "2026-11-23", notAfter: "2026-12-23" };
const set = { statements: [{ id: "s-4", replaces: ["s-1"], provisions: [permit("Observation")] }, before[2]] };
const shown = document.createElement("div");
shown.append(wordsOfChange(change, set, before, {}, words));
location.href = `${new URLSearchParams(location.search).get("report")}?${new URLSearchParams({ text: shown.textContent })}`;
