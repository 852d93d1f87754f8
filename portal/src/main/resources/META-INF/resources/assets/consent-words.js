// Words a consent change from its own JSON, with text nodes only: nothing in it can become markup.

/**
 * @param before the statements that held until now
 * @returns {DocumentFragment} what the change says, every provision of it, and what ends by it
 */
export function wordsOfChange(change, set, before, names, words) {
  const page = document.createDocumentFragment();
  const who = names[change.grantee] ?? change.grantee;
  const holder = names[change.custodian] ?? change.custodian;
  if (!set) {
    page.append(paragraph(`From now on ${holder} releases nothing more to ${who} under this consent.`));
    page.append(paragraph("What was sent before can’t be called back."));
    return page;
  }
  page.append(paragraph(`${holder} may send records to ${who} from ${day(change.notBefore)} until ${day(change.notAfter)}:`));
  for (const statement of set.statements) page.append(wordsOfStatement(statement, before, words));
  page.append(...wordsOfWhatEnds(set, before, words));
  page.append(paragraph("Everything else stays at the hospital. You can revoke this at any time."));
  return page;
}

/** What the new set leaves out, whether or not a statement of it says that it takes its place. */
function wordsOfWhatEnds(set, before, words) {
  const kept = new Set(set.statements.map((statement) => statement.id));
  const ending = before.filter((statement) => !kept.has(statement.id));
  if (!ending.length) return [];
  return [paragraph("From then on these no longer hold:"), ...ending.map((statement) => wordsOfStatement(statement, before, words))];
}

function wordsOfStatement(statement, before, words) {
  const box = element("div", "statement");
  const replaced = (statement.replaces ?? []).filter((id) => before.some((earlier) => earlier.id === id));
  if (replaced.length) box.append(paragraph(`In place of ${replaced.length === 1 ? "an earlier statement" : `${replaced.length} earlier statements`}:`));
  box.append(listOf(statement.provisions ?? [], words, null));
  if (statement.notBefore && statement.notAfter) {
    box.append(paragraph(`Holds from ${day(statement.notBefore)} until ${day(statement.notAfter)}.`));
  }
  return box;
}

function listOf(provisions, words, parent) {
  const list = element("ul", "plain");
  for (const provision of provisions) {
    const item = element("li");
    item.append(sentence(provision, words, parent));
    if (provision.exceptions?.length) item.append(listOf(provision.exceptions, words, provision));
    list.append(item);
  }
  return list;
}

function sentence(provision, words, parent) {
  const parts = [opening(provision, parent)];
  if (provision.classes?.length || !parent) parts.push(inWords(provision.classes, words.classes, "all kinds of records"));
  if (provision.labels?.length) parts.push(`the sensitive areas ${inWords(provision.labels, words.labels, "")}`);
  if (provision.codes?.length) parts.push(`with codes ${[...new Set(provision.codes.map((c) => c.code))].join(", ")}`);
  if (provision.purposes?.length) parts.push(`(${inWords(provision.purposes, { ...words.otherPurposes, ...words.purposes }, "")})`);
  else if (!parent) parts.push("(for any purpose)");
  if (provision.dataFrom) parts.push(`dated from ${day(provision.dataFrom)}`);
  if (provision.dataUntil) parts.push(`dated until ${day(provision.dataUntil)}`);
  if (!parent && !namesSensitive(provision) && provision.effect === "PERMIT") parts.push("– without any sensitive area");
  return parts.join(" ");
}

function opening(provision, parent) {
  if (provision.effect === "DENY") return parent ? "Except:" : "Not allowed:";
  return parent ? "Including" : "Allowed:";
}

function namesSensitive(provision) {
  return (provision.labels?.length ?? 0) > 0 || (provision.exceptions ?? []).some(namesSensitive);
}

function inWords(codes, dictionary, whenNone) {
  return codes?.length ? codes.map((code) => dictionary[code] ?? code).join(", ") : whenNone;
}

function day(iso) {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

function paragraph(text) {
  const p = element("p", "mb-2");
  p.textContent = text;
  return p;
}

function element(name, className) {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
