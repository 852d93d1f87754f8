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
    const terms = termsOf(provision, words);
    if (terms.length) item.append(plainList(terms));
    if (provision.exceptions?.length) item.append(listOf(provision.exceptions, words, provision));
    list.append(item);
  }
  return list;
}

function sentence(provision, words, parent) {
  const parts = [opening(provision, parent)];
  if (provision.classes?.length || !parent) parts.push(inWords(provision.classes, words.classes, "all kinds of records"));
  if (provision.labels?.length) parts.push(`the sensitive areas ${inWords(provision.labels, { ...words.labels, ...words.specialLabels }, "")}`);
  if (provision.codes?.length) parts.push(`with codes ${[...new Set(provision.codes.map((c) => c.code))].join(", ")}`);
  if (provision.purposes?.length) parts.push(`(${inWords(provision.purposes, { ...words.otherPurposes, ...words.purposes }, "")})`);
  else if (!parent) parts.push("(for any purpose)");
  if (provision.dataFrom) parts.push(`dated from ${day(provision.dataFrom)}`);
  if (provision.dataUntil) parts.push(`dated until ${day(provision.dataUntil)}`);
  if (!parent && !namesSensitive(provision) && provision.effect === "PERMIT") parts.push("– without any sensitive area");
  return parts.join(" ");
}

/** The criteria and conditions that most consents don’t have. Worded alike in StatementWords.java. */
function termsOf(provision, words) {
  const terms = [];
  const permits = provision.effect === "PERMIT";
  const any = (list, word) => list.map(word).join(" or ");
  if (provision.actors?.length) {
    const who = any(provision.actors, (actor) => nameOf(actor, words));
    terms.push(permits ? `Only if asked by ${who}` : `If asked by ${who}, or if it isn’t told who asks`);
  }
  if (provision.actions?.length) terms.push(`To ${any(provision.actions, (action) => words.actions[action] ?? action)}`);
  if (provision.data?.length) terms.push(`Only ${any(provision.data, (data) => `${words.meanings[data.meaning] ?? data.meaning} ${data.reference}`)}`);
  if (provision.validFrom) terms.push(`This holds from ${day(provision.validFrom)}`);
  if (provision.validUntil) terms.push(`This holds until ${day(provision.validUntil)}`);
  for (const duty of provision.obligations ?? []) terms.push(`On condition that ${conditionOf(duty)}`);
  return terms;
}

function nameOf(actor, words) {
  const what = `${words.actors[actor.kind] ?? actor.kind} ${actor.value}`;
  if (!actor.system || actor.system === "https://tallystick.example/ns/role") return what;
  const ours = /^https:\/\/tallystick\.example\/ns\/[a-z-]+\/([a-z0-9-]+)$/.exec(actor.system);
  return ours ? `${what} at ${ours[1]}` : `${what} (${actor.system})`;
}

function conditionOf(duty) {
  if (duty.duty === "REDACT") return `these parts are taken out first: ${duty.elements.join(", ")}`;
  if (duty.duty === "NO_REDISCLOSURE") return "it isn’t passed on";
  if (duty.duty !== "ERASE") return duty.duty;
  return duty.on ? `it is erased by ${day(duty.on)}` : `it is erased ${duty.afterDays} days after it was sent`;
}

function plainList(texts) {
  const list = element("ul", "terms");
  for (const text of texts) {
    const item = element("li");
    item.textContent = text;
    list.append(item);
  }
  return list;
}

function opening(provision, parent) {
  if (provision.effect === "DENY") return parent ? "Except:" : "Not allowed:";
  return parent ? "Including" : "Allowed:";
}

function namesSensitive(provision) {
  return (provision.labels ?? []).some((label) => label !== "N") || (provision.exceptions ?? []).some(namesSensitive);
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
