// Words a consent change from its own JSON, with text nodes only: nothing in it can become markup.

/** @returns {DocumentFragment} what the change says, every provision of it */
export function wordsOfChange(change, set, names, words) {
  const page = document.createDocumentFragment();
  const who = names[change.grantee] ?? change.grantee;
  const holder = names[change.custodian] ?? change.custodian;
  if (!set) {
    page.append(paragraph(`From now on ${holder} releases nothing more to ${who} under this consent.`));
    page.append(paragraph("What was sent before can’t be called back."));
    return page;
  }
  page.append(paragraph(`${holder} may send records to ${who} from ${day(change.notBefore)} until ${day(change.notAfter)}:`));
  for (const statement of set.statements) page.append(wordsOfStatement(statement, words));
  page.append(paragraph("Everything else stays at the hospital. You can revoke this at any time."));
  return page;
}

function wordsOfStatement(statement, words) {
  const box = element("div", "statement");
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
  if (provision.codes?.length) parts.push(`with codes ${provision.codes.map((c) => c.code).join(", ")}`);
  if (provision.purposes?.length) parts.push(`(${inWords(provision.purposes, words.purposes, "")})`);
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
