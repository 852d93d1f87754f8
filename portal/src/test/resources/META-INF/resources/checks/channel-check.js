// The page that sign.js works on, as the portal of another ledger would have made it.
const form = document.querySelector("form[data-sign]");
form.dataset.message = JSON.stringify({
  action: "revoke", channel: "tallystick", custodian: "riverside", grantee: "harbor", headId: "h-1",
});
form.dataset.channel = new URLSearchParams(location.search).get("channel");
await import("/assets/sign.js");
const text = (id) => document.getElementById(id).textContent;
const result = { refused: text("refused"), statement: text("statement") };
location.href = `${new URLSearchParams(location.search).get("report")}?${new URLSearchParams(result)}`;
