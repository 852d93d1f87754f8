import { wordsOfChange } from "/assets/consent-words.js";

const words = await (await fetch("/assets/words.json")).json();
const permit = (kind) => ({ effect: "PERMIT", purposes: ["HPAYMT"], classes: [kind] });
const narrow = {
  effect: "PERMIT",
  purposes: ["HPAYMT"],
  classes: ["Observation"],
  codes: [{ system: "http://loinc.org", code: "4548-4" }],
  labels: ["N"],
  dataFrom: "2026-01-01",
  dataUntil: "2026-06-30",
  actors: [
    { kind: "ROLE", system: "https://tallystick.example/ns/role", value: "adjudicator" },
    { kind: "PRACTITIONER", system: "https://tallystick.example/ns/staff/summit", value: "singh" },
    { kind: "CARE_TEAM", value: "t-1" },
    { kind: "RELATED_PERSON", value: "r-1" },
  ],
  actions: ["disclose"],
  data: [{ meaning: "AUTHORED_BY", reference: "Practitioner/9" }],
  validFrom: "2026-12-01T12:00:00Z",
  validUntil: "2026-12-20T12:00:00Z",
  obligations: [
    { duty: "ERASE", on: "2027-01-31" },
    { duty: "NO_REDISCLOSURE" },
    { duty: "REDACT", elements: ["Observation.note"] },
  ],
  exceptions: [{ effect: "DENY", purposes: [], classes: [], actors: [{ kind: "ORGANIZATION", value: "harbor" }] }],
};
const before = [
  { id: "s-1", provisions: [permit("Condition")] },
  { id: "s-2", provisions: [permit("Immunization")] },
  { id: "s-3", provisions: [permit("Procedure")] },
];
const change = { grantee: "harbor", custodian: "riverside", notBefore: "2026-11-23", notAfter: "2026-12-23" };
const set = { statements: [{ id: "s-4", replaces: ["s-1"], provisions: [permit("Observation"), narrow] }, before[2]] };
const shown = document.createElement("div");
shown.append(wordsOfChange(change, set, before, {}, words));
location.href = `${new URLSearchParams(location.search).get("report")}?${new URLSearchParams({ text: shown.textContent })}`;
